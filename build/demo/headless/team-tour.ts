import { maria } from '../cast.ts';
import type { Office } from '../team/office.ts';
import { people } from '../team/office.ts';
import { Album } from './album.ts';
import { type App, type Start, startApp } from './app.ts';
import { patience, type Step, type StepName, stepsWith } from './steps.ts';
import { TeamDesk } from './team-desk.ts';

export type TeamTour = {
  office: Office;
  start: Start;
  /** Folder for the pictures. */
  pictures: string;
  /** A thing has been done and seen; `took`: how long what matters about it took, in ms. */
  done(step: StepName, took?: number): void;
};

const lines = {
  first: 'Здравствуйте! Заказ 10452 так и не привезли. Вчера обещали.',
  note: 'Обещали чайник до субботы. Адрес и телефон уже известны, не переспрашивать.',
  whisper: 'Курьер Тимур, 101: он уже в пути.',
  after: 'Скажите, курьер приедет сегодня?',
};

/**
 * An agent and a lead before one PostgreSQL, and a relay that holds the bot: the lead drags Maria to the agent with a note, looks over
 * her shoulder and whispers; the relay is killed, and what Maria writes next still arrives. Rejects with StoryStopped at what could
 * not be done.
 * @returns how many pictures were taken
 */
export async function teamTour(tour: TeamTour): Promise<number> {
  const album = new Album(tour.pictures);
  const { office, start } = tour;
  const { language } = start;
  const windows: App[] = [];
  try {
    await stepsWith({ album, windows, done: tour.done }, async (step) => {
      await step('relayHolds', () => office.relay.holds('Acme bot'));
      const { agent, lead } = await step('twoWindows', async () => {
        const [annas, veras] = await Promise.all([
          startApp(start, office.agent.profile, office.agent.provisionFile),
          startApp(start, office.lead.profile, office.lead.provisionFile),
        ]);
        windows.push(annas, veras);
        for (const { page } of windows) page.setDefaultTimeout(patience);
        const desks = { agent: new TeamDesk(annas.page, language), lead: new TeamDesk(veras.page, language) };
        for (const desk of [desks.agent, desks.lead]) {
          await desk.view('all');
          await desk.dismissNotice();
        }
        return desks;
      });
      const [annas, veras] = windows as [App, App];
      const user = office.telegram.user(maria.telegramId, { firstName: maria.firstName, lastName: maria.lastName });
      await step('mariaAtBoth', async () => {
        user.write(lines.first);
        await Promise.all([agent.option(maria.name).waitFor(), lead.option(maria.name).waitFor()]);
        await agent.open(maria.name);
      });
      await step('dragged', async () => {
        await lead.floor();
        await lead.queueRow(lead.words.floor.noDepartment).click();
        await album.takeAll(veras, `${language}-floor`);
        await agent.watchForHandoff();
        const given = await lead.dragTo(lead.beside(maria.name), people.agent, lines.note);
        const took = (await agent.handoffSeenAt()) - given;
        await agent.handoff.getByText(lines.note).waitFor();
        await album.takeAll(annas, `${language}-handoff`);
        return took;
      });
      await accepted(step, agent, lead);
      await whispered(step, { agent, lead, album, annas, veras, language });
      await step('relayKilled', async () => {
        await office.relay.kill();
        const killed = Date.now();
        user.write(lines.after);
        await agent.item('telegram', 'in', lines.after).waitFor({ timeout: 2 * patience });
        const took = Date.now() - killed;
        await album.take(annas, `${language}-after-the-relay`);
        return took;
      });
    });
  } finally {
    for (const window of windows) await window.close().catch(() => undefined);
  }
  return album.count;
}

async function accepted(step: Step, agent: TeamDesk, lead: TeamDesk): Promise<void> {
  await step('accepted', async () => {
    await agent.handoff.getByRole('button', { name: agent.words.team.handoff.accept }).click();
    await agent.handoff.waitFor({ state: 'detached' });
    await lead.agentRow(people.agent).click();
    await lead.beside(maria.name).waitFor();
  });
}

type Both = { agent: TeamDesk; lead: TeamDesk; album: Album; annas: App; veras: App; language: 'en' | 'ru' };

async function whispered(step: Step, { agent, lead, album, annas, veras, language }: Both): Promise<void> {
  await step('whispered', async () => {
    await lead.beside(maria.name).dblclick();
    await lead.page.getByRole('textbox', { name: lead.words.floor.whisper }).fill(lines.whisper);
    await lead.page.keyboard.press('Enter');
    await agent.page.getByText(lines.whisper).first().waitFor();
    await album.take(annas, `${language}-whisper`);
    await album.take(veras, `${language}-following`);
  });
}
