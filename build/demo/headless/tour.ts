import { john, maria } from '../cast.ts';
import { cue, playJohn, playMaria } from '../live/leads.ts';
import { mariaChat, mariaMail } from '../live/lines.ts';
import { type DrivenPace, driven } from '../live/pace.ts';
import type { Scene } from '../live/scene.ts';
import type { PracticeHistory } from '../story/history.ts';
import { oddNames } from '../story/odd-letters.ts';
import { Album } from './album.ts';
import { type App, startApp } from './app.ts';
import { Desk } from './desk.ts';
import { patience, type Step, type Tour, withApp } from './steps.ts';

/**
 * Plays the story with the real program: opens it, waits for what arrives, answers, and photographs it.
 * Rejects with StoryStopped at what could not be done.
 * @returns how many pictures were taken
 */
export async function tour(tour: Tour): Promise<number> {
  const album = new Album(tour.pictures);
  const pace = driven();
  const story = new AbortController();
  const scene: Scene = {
    doors: tour.stage,
    pace,
    told: tour.told,
    failed: (error) => story.abort(error),
  };
  await withApp(tour, 'en', async (app, step) => {
    const desk = new Desk(app.page, 'en');
    await arrive(app, desk, tour.stage.history, album, scene, pace, step);
    await answer(app, desk, album, step);
    await lookAround(app, desk, album, step, 'en');
    await finish(desk, step);
  });
  story.signal.throwIfAborted();
  await withApp(tour, 'ru', async (app, step) => {
    const desk = new Desk(app.page, 'ru');
    await step('startsAgain', async () => {
      await desk.view('resolved');
      await desk.open(maria.name);
      await desk.item('note', 'in', /полк/).waitFor();
    });
    await lookAround(app, desk, album, step, 'ru');
  });
  await firstRun(tour, album);
  return album.count;
}

async function arrive(
  app: App,
  desk: Desk,
  history: PracticeHistory,
  album: Album,
  scene: Scene,
  pace: DrivenPace,
  step: Step,
): Promise<void> {
  await step('imported', async () => {
    await desk.view('all');
    for (const { name } of history.customers.slice(0, 4)) await desk.option(name).waitFor();
    await desk.imported();
    await desk.dismissNotice();
    await album.take(app, 'en-inbox');
  });
  const [first = '', second = ''] = mariaChat;
  const parts = Promise.all([playMaria(scene), playJohn(scene)]);
  parts.catch(scene.failed);
  await step('mariaMails', async () => {
    await desk.open(maria.name);
    await desk.item('email', 'in', mariaMail.subject).waitFor();
    pace.give(cue.mailSeen(maria.name));
  });
  await step('becomesOne', async () => {
    pace.give(cue.mailSeen(john.name));
    await desk.inbox.getByRole('option', { name: new RegExp(`^${maria.name}, Telegram`) }).waitFor();
    pace.give(cue.chatSeen(maria.name));
    pace.give(cue.chatSeen(john.name));
    await desk.item('telegram', 'in', first).waitFor();
    await desk.item('telegram', 'in', second).waitFor();
    await desk.item('email', 'in', mariaMail.subject).waitFor();
    await desk.contactPoints.getByText(maria.email).waitFor();
    await parts;
  });
}

async function answer(app: App, desk: Desk, album: Album, step: Step): Promise<void> {
  await step('byTelegram', async () => {
    const text = 'Мария, здравствуйте! Заказ у курьера, привезёт сегодня до 21:00.';
    await desk.reply('telegram', text);
    await desk.sent('telegram', text);
    await desk.item('telegram', 'in', 'Курьер позвонит заранее?').waitFor();
  });
  await step('byEmail', async () => {
    const text = 'Да, позвонит за час. Простите, что вчера заставили ждать!\n\nАнна Лебедева, Acme';
    await desk.reply('email', text);
    await desk.sent('email', 'позвонит за час');
    await desk.item('email', 'in', 'тогда жду звонка').waitFor();
  });
  await step('note', async () => {
    await desk.note('Чайник лежал не на той полке, склад уже переложил. Если курьер опоздает, звонить Тимуру: 101.');
    await desk.item('note', 'in', /полк/).waitFor();
  });
  await album.takeAll(app, 'en-maria');
}

async function lookAround(app: App, desk: Desk, album: Album, step: Step, language: 'en' | 'ru'): Promise<void> {
  if (language === 'ru') await album.takeAll(app, 'ru-maria');
  await step('search', async () => {
    await desk.search('заказами');
    await desk.results.getByRole('option').filter({ hasText: /заказ/i }).first().waitFor();
    await album.take(app, `${language}-search`);
    await desk.search('');
  });
  await step('htmlMail', async () => {
    await desk.findPerson('вектор', oddNames.firm);
    await desk.timeline.locator('iframe').contentFrame().getByText('Заказ поставщику').first().waitFor();
    await album.take(app, `${language}-html-mail`);
  });
  await step('john', async () => {
    await desk.view('all');
    await desk.open(john.name);
    await desk.item('telegram', 'in', 'order 20981').waitFor();
    await album.takeAll(app, `${language}-john`);
  });
  await step('settings', async () => {
    await desk.settings();
    await album.take(app, `${language}-settings`);
    await desk.backToInbox();
  });
}

async function finish(desk: Desk, step: Step): Promise<void> {
  await step('resolved', async () => {
    await desk.open(maria.name);
    await desk.status('resolved');
    await desk.view('resolved');
    await desk.option(maria.name).waitFor();
  });
}

/** What somebody sees who starts the program with nothing connected. */
async function firstRun(tour: Tour, album: Album): Promise<void> {
  for (const language of ['en', 'ru'] as const) {
    const app = await startApp({ ...tour.start, language }, `${tour.stage.profile}-empty-${language}`);
    try {
      app.page.setDefaultTimeout(patience);
      await new Desk(app.page, language).practice.waitFor();
      await album.take(app, `${language}-first-run`);
    } finally {
      await app.close();
    }
  }
  tour.done('firstRun');
}
