import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { CustomerView } from '../../../shared/contract/api.ts';
import type { Conversation } from '../../../shared/model/index.ts';
import { Choice } from '../../components/Choice.tsx';
import { IconUser } from '../../components/icons.ts';
import { PresenceDot } from '../../components/PresenceDot.tsx';
import { useApp } from '../../state/store.ts';
import { colleague } from '../../state/team-view.ts';
import { assign } from '../conversation/actions.ts';
import { reassign } from './reassign.ts';
import { peopleGroups, placeOf } from './receivers.ts';

type Assigned = Pick<CustomerView, 'id' | 'name' | 'conversation' | 'earlierConversations' | 'agents'>;

/** Who has the conversation; in a team under how they stand just now, and departments below. */
export function AssigneeChoice({ view, assignee }: { view: Assigned; assignee: Conversation['assignee'] }) {
  const { t } = useTranslation();
  const team = useApp((state) => state.teamView);
  const presence = colleague(team, assignee?.id)?.presence;
  const options = useMemo(() => {
    const nobody = { value: '', label: t('conversation.nobody') };
    if (!team) return [nobody, ...view.agents.map(({ id, name }) => ({ value: id, label: name }))];
    const left =
      assignee && !team.colleagues.some(({ id }) => id === assignee.id) ? [{ value: assignee.id, label: assignee.name }] : [];
    return [nobody, ...left, ...peopleGroups(team, t, undefined, true)];
  }, [team, view.agents, assignee, t]);
  return (
    <Choice
      label={t('conversation.assignee')}
      icon={
        presence === undefined ? <IconUser size={16} stroke={1.6} aria-hidden /> : <PresenceDot presence={presence} size={9} />
      }
      value={assignee?.id ?? ''}
      options={options}
      onChoose={(value) => {
        const { departmentId } = placeOf(value);
        if (departmentId !== undefined) void reassign([view.id], { departmentId }, {});
        else void assign(view, value === '' ? null : value);
      }}
    />
  );
}
