import { john, maria } from '../cast.ts';
import { cue, playJohn, playMaria } from '../live/leads.ts';
import { mariaChat, mariaMail } from '../live/lines.ts';
import { type DrivenPace, driven } from '../live/pace.ts';
import type { Scene } from '../live/scene.ts';
import type { Stage } from '../stage.ts';
import type { PracticeHistory } from '../story/history.ts';
import { oddNames } from '../story/odd-letters.ts';
import { Album } from './album.ts';
import { type App, type Start, startApp, startOnStage } from './app.ts';
import { Desk } from './desk.ts';

export type Tour = {
  stage: Stage;
  start: Omit<Start, 'language'>;
  /** Folder for the pictures. */
  pictures: string;
  told: Scene['told'];
  /** A thing has been done and seen. */
  done(what: string): void;
};

/** How long anything may take to be seen, ms. */
const patience = 20_000;

/**
 * Plays the story with the real program: opens it, waits for what arrives, answers, and photographs it.
 * Rejects with a sentence that names the step that could not be done.
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
    await step('the program starts again, in Russian, and has kept everything', async () => {
      await desk.view('resolved');
      await desk.open(maria.name);
      await desk.item('note', 'in', /полк/).waitFor();
    });
    await lookAround(app, desk, album, step, 'ru');
  });
  await firstRun(tour, album);
  return album.count;
}

type Step = <T>(what: string, run: () => Promise<T>) => Promise<T>;

async function arrive(
  app: App,
  desk: Desk,
  history: PracticeHistory,
  album: Album,
  scene: Scene,
  pace: DrivenPace,
  step: Step,
): Promise<void> {
  await step('history is imported and the list fills', async () => {
    await desk.view('all');
    for (const { name } of history.customers.slice(0, 4)) await desk.option(name).waitFor();
    await desk.imported();
    await desk.dismissNotice();
    await album.take(app, 'en-inbox');
  });
  const [first = '', second = ''] = mariaChat;
  const parts = Promise.all([playMaria(scene), playJohn(scene)]);
  parts.catch(scene.failed);
  await step('Maria’s mail is on her timeline', async () => {
    await desk.open(maria.name);
    await desk.item('email', 'in', mariaMail.subject).waitFor();
    pace.give(cue.mailSeen(maria.name));
  });
  await step('Telegram finds its way to the same person once she shares her phone', async () => {
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
  await step('a Telegram answer reaches Maria and she answers', async () => {
    const text = 'Мария, здравствуйте! Заказ у курьера, привезёт сегодня до 21:00.';
    await desk.reply('telegram', text);
    await desk.sent('telegram', text);
    await desk.item('telegram', 'in', 'Курьер позвонит заранее?').waitFor();
  });
  await step('an answer by email joins the same timeline', async () => {
    const text = 'Да, позвонит за час. Простите, что вчера заставили ждать!\n\nАнна Лебедева, Acme';
    await desk.reply('email', text);
    await desk.sent('email', 'позвонит за час');
    await desk.item('email', 'in', 'тогда жду звонка').waitFor();
  });
  await step('a note stays among colleagues', async () => {
    await desk.note('Чайник лежал не на той полке, склад уже переложил. Если курьер опоздает, звонить Тимуру: 101.');
    await desk.item('note', 'in', /полк/).waitFor();
  });
  await album.takeAll(app, 'en-maria');
}

async function lookAround(app: App, desk: Desk, album: Album, step: Step, language: 'en' | 'ru'): Promise<void> {
  if (language === 'ru') await album.takeAll(app, 'ru-maria');
  await step('another form of a word finds what was said', async () => {
    await desk.search('заказами');
    await desk.results.getByRole('option').filter({ hasText: /заказ/i }).first().waitFor();
    await album.take(app, `${language}-search`);
    await desk.search('');
  });
  await step('a long HTML mail is shown whole, its remote pictures held back', async () => {
    await desk.findPerson('вектор', oddNames.firm);
    await desk.timeline.locator('iframe').contentFrame().getByText('Заказ поставщику').first().waitFor();
    await album.take(app, `${language}-html-mail`);
  });
  await step('John’s English thread', async () => {
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
  await step('Maria’s conversation is resolved', async () => {
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
  tour.done('the first-run screen');
}

async function withApp(tour: Tour, language: 'en' | 'ru', run: (app: App, step: Step) => Promise<void>): Promise<void> {
  const app = await startOnStage({ ...tour.start, language }, tour.stage);
  app.page.setDefaultTimeout(patience);
  const step: Step = async (what, act) => {
    try {
      const result = await act();
      tour.done(what);
      return result;
    } catch (error) {
      const album = new Album(tour.pictures);
      await album.take(app, 'where-it-stopped').catch(() => undefined);
      const [reason] = (error instanceof Error ? error.message : String(error)).split('\n');
      throw new Error(
        `The story stopped, because this was not seen: ${what} (${reason}). Picture: ${album.folder}/where-it-stopped.png`,
        {
          cause: error,
        },
      );
    }
  };
  try {
    await run(app, step);
  } finally {
    await app.close();
  }
}
