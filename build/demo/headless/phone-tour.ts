import type { Asterisk } from '../../../tests/servers/asterisk/index.ts';
import { maria } from '../cast.ts';
import { mariaCalls } from '../exchange.ts';
import { cue, playMaria } from '../live/leads.ts';
import { driven } from '../live/pace.ts';
import type { Scene } from '../live/scene.ts';
import { Album } from './album.ts';
import type { App } from './app.ts';
import { Desk } from './desk.ts';
import { type Step, type Tour, withApp } from './steps.ts';

const agreed = 'Чайник привезут в пятницу, курьер позвонит за час.';

/**
 * Maria, known from mail and Telegram, rings: her card is there, she is answered in the program, the call is recorded, wrapped
 * up, and what was agreed goes to her Telegram. Rejects with StoryStopped at what could not be done.
 * @returns how many pictures were taken
 */
export async function phoneTour(tour: Tour, pbx: Asterisk): Promise<number> {
  const album = new Album(tour.pictures);
  const pace = driven();
  const story = new AbortController();
  const scene: Scene = { doors: tour.stage, pace, told: tour.told, failed: (error) => story.abort(error) };
  await withApp(tour, 'en', async (app, step) => {
    const desk = new Desk(app.page, 'en');
    await step('imported', async () => {
      await desk.view('all');
      await desk.imported();
      await desk.dismissNotice();
    });
    const part = playMaria(scene);
    part.catch(scene.failed);
    await step('mariaMails', async () => {
      await desk.option(maria.name).waitFor();
      pace.give(cue.mailSeen(maria.name));
    });
    await step('becomesOne', async () => {
      await desk.inbox.getByRole('option', { name: new RegExp(`^${maria.name}, Telegram`) }).waitFor();
      pace.give(cue.chatSeen(maria.name));
      await part;
    });
    await step('phoneReady', () => desk.phoneReady());
    await talk(app, desk, album, step, pbx);
    await step('wrappedUp', async () => {
      await album.take(app, 'en-wrap-up');
      await desk.wrapUp(agreed);
      await desk.item('note', 'in', agreed).waitFor();
    });
    await step('recapped', async () => {
      await desk.sent('telegram', agreed);
      await desk.recording.waitFor();
      await album.takeAll(app, 'en-after-call');
    });
  });
  story.signal.throwIfAborted();
  return album.count;
}

async function talk(app: App, desk: Desk, album: Album, step: Step, pbx: Asterisk): Promise<void> {
  const call = await step('rings', async () => {
    const ringing = await mariaCalls(pbx);
    // Their last words on the card may hold the name as well.
    await desk.incoming.getByText(maria.name, { exact: true }).waitFor();
    await desk.customer.getByText(maria.email).waitFor();
    await album.take(app, 'en-ringing');
    return ringing;
  });
  await step('answered', async () => {
    await desk.answer();
    await desk.item('call', 'in', desk.onThePhone).waitFor();
    await album.takeAll(app, 'en-call');
  });
  await step('hungUp', async () => {
    await call.hangUp();
    await desk.currentCall.waitFor({ state: 'detached' });
  });
}
