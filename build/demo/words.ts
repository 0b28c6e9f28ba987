import type { StepName } from './headless/steps.ts';
import type { Heard } from './live/person.ts';

/** What the demo says in the terminal. */
export type Words = {
  preparing: string;
  stage(mails: number, people: number): string;
  /** `version` is PostgreSQL's. */
  teamStage(version: string): string;
  /** `relay` is its process. */
  teamGuide(relay: number): string;
  /** How long something took. */
  took(ms: number): string;
  settling: string;
  opening: string;
  guide: string;
  did(name: string, by: Heard['by'], text: string): string;
  closed: string;
  driving: string;
  steps: Record<StepName, string>;
  stopped(what: string, reason: string): string;
  picture(path: string): string;
  pictures(count: number, folder: string): string;
  failedStart(status: number, tail: string): string;
};

const en: Words = {
  preparing: 'Preparing the runtime and the program …',
  stage: (mails, people) =>
    `A mail server with ${mails} mails of ${people} customers and a Telegram server are running on this machine only.`,
  teamStage: (version) => `PostgreSQL ${version}, a Telegram server and a relay are running on this machine only.`,
  teamGuide: (relay) => `
Throughline, a team on this machine. One window is Anna Lebedeva’s, an agent; the other is Vera Sokolova’s, who leads. The customers
are invented and nothing leaves this machine. Maria writes in a moment. Try:

  · Vera: “Floor” on the left; open a queue or an agent, drag conversations to Anna, write what she should know
  · Anna: accept what was handed over, or return it with a word why
  · Vera: open a conversation of Anna’s by a double click, whisper to her, step in, give back
  · kill the relay that holds the bot: kill -9 ${relay}. What Maria writes next still arrives within 15 seconds

Close both windows, or press Ctrl+C here, to end it. Everything is removed then.
`,
  took: (ms) => (ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`),
  settling: 'Taking in the week so far: who wrote, what was answered, what is put off …',
  opening: 'Opening Throughline on a throw-away profile …',
  guide: `
Throughline, practice workspace. You are Anna Lebedeva of Acme; the customers are invented and nothing leaves this machine.

In a few seconds Maria Kuznetsova (Мария Кузнецова) mails about her order, a minute later she writes in Telegram, then
shares her phone there, and the two become one person. John Carter does the same in English. Try:

  · open Maria and answer; “Reply by” goes where she wrote last, choose the other way too. She answers you.
  · write a note: only colleagues see it
  · search for a form of a word: “заказы” finds “заказ”, a phone is found in any notation
  · look at the purchase order of ООО «Вектор»: a long HTML mail, its remote pictures wait for your word
  · resolve a conversation; see what happens when the customer writes again
  · the customer panel: contact points, why they are linked, unlinking
  · press ? for the keyboard shortcuts

Close the window, or press Ctrl+C here, to end it. Everything is removed then.
`,
  did: (name, by, text) => `${name} ${by === 'email' ? 'mails' : 'writes in Telegram'}: ${text}`,
  closed: 'Ended. The profile and the servers are gone.',
  driving: 'No window will be shown: the program is driven on a virtual display and photographed.',
  steps: {
    opens: 'the window opens',
    imported: 'the history is imported and the list fills',
    mariaMails: 'Maria’s mail is on her timeline',
    becomesOne: 'what she writes in Telegram joins it once she shares her phone',
    byTelegram: 'an answer by Telegram reaches her and she answers',
    byEmail: 'an answer by email joins the same timeline',
    note: 'a note stays among colleagues',
    search: 'another form of a word finds what was said',
    htmlMail: 'a long HTML mail is shown whole, its remote pictures held back',
    john: 'John’s English thread is one timeline too',
    settings: 'the settings show both channels',
    resolved: 'Maria’s conversation is resolved',
    startsAgain: 'the program starts again, in Russian, and has kept everything',
    firstRun: 'a program with nothing connected offers what to do',
    phoneReady: 'the telephone is signed in and the agent ready',
    rings: 'Maria rings, and who she is stands open with all she wrote',
    answered: 'she is answered in the program',
    hungUp: 'she hangs up',
    wrappedUp: 'the call is wrapped up with a note for colleagues',
    recapped: 'what was agreed reaches her Telegram, and the recording is on the timeline',
    relayHolds: 'a relay holds the bot',
    twoWindows: 'an agent and a lead have opened their windows',
    mariaAtBoth: 'what Maria writes is on both screens',
    dragged: 'the lead drags her to the agent with a handoff note, which is on the agent’s screen',
    accepted: 'the agent accepts, and the lead sees whose she is',
    whispered: 'the lead follows the conversation and whispers to the agent',
    relayKilled: 'the relay is killed, and what Maria writes next still arrives',
  },
  stopped: (what, reason) => `The story stopped, because this was not seen: ${what} (${reason}).`,
  picture: (path) => `How the window looked then: ${path}`,
  pictures: (count, folder) => `${count} pictures are in ${folder}`,
  failedStart: (status, tail) => `The program ended with status ${status}:\n${tail}`,
};

const ru: Words = {
  preparing: 'Подготовка среды и программы …',
  stage: (mails, people) =>
    `Почтовый сервер (писем: ${mails}, клиентов: ${people}) и сервер Telegram работают только на этом компьютере.`,
  teamStage: (version) => `PostgreSQL ${version}, сервер Telegram и ретранслятор работают только на этом компьютере.`,
  teamGuide: (relay) => `
Throughline, команда на этом компьютере. Одно окно — оператора Анны Лебедевой, другое — руководителя Веры Соколовой. Клиенты
вымышлены, с этого компьютера ничего не уходит. Сейчас напишет Мария. Попробуйте:

  · Вера: «Смена» слева; откройте очередь или оператора, перетащите обращения Анне и напишите, что ей нужно знать
  · Анна: примите переданное или верните, сказав почему
  · Вера: откройте обращение Анны двойным щелчком, подскажите ей, подключитесь, верните
  · завершите ретранслятор, который держит бота: kill -9 ${relay}. Следующее сообщение Марии придёт не позже чем через 15 секунд

Чтобы закончить, закройте оба окна или нажмите здесь Ctrl+C. После этого всё удаляется.
`,
  took: (ms) => (ms < 1000 ? `${Math.round(ms)} мс` : `${(ms / 1000).toFixed(1).replace('.', ',')} с`),
  settling: 'Загружается неделя до сегодняшнего дня: кто писал, что ответили, что отложено …',
  opening: 'Throughline открывается с одноразовым профилем …',
  guide: `
Throughline, учебное пространство. Вы — Анна Лебедева из Acme; клиенты вымышлены, с этого компьютера ничего не уходит.

Через несколько секунд Мария Кузнецова напишет письмо о своём заказе, через минуту — в Telegram, потом поделится там
телефоном, и двое станут одним человеком. Джон Картер (John Carter) сделает то же по-английски. Попробуйте:

  · откройте Марию и ответьте: «Ответить через» ведёт туда, где она писала последней; ответьте и другим путём. Она ответит
  · напишите заметку: её видят только коллеги
  · поищите форму слова: «заказы» находит «заказ», телефон находится в любой записи
  · посмотрите заказ поставщику от ООО «Вектор»: длинное письмо, внешние картинки ждут вашего разрешения
  · закройте обращение и посмотрите, что будет, когда клиент напишет снова
  · панель клиента: контакты, почему они объединены, как разъединить
  · нажмите ?, чтобы увидеть сочетания клавиш

Чтобы закончить, закройте окно или нажмите здесь Ctrl+C. После этого всё удаляется.
`,
  did: (name, by, text) => `${name} ${by === 'email' ? 'пишет письмо' : 'пишет в Telegram'}: ${text}`,
  closed: 'Завершено. Профиль удалён, серверы остановлены.',
  driving: 'Окна не будет: программа работает на виртуальном экране, её ведёт сценарий и делает снимки.',
  steps: {
    opens: 'окно открывается',
    imported: 'история загружена, список заполнен',
    mariaMails: 'письмо Марии у неё в ленте',
    becomesOne: 'сообщения из Telegram встают туда же, как только она делится телефоном',
    byTelegram: 'ответ через Telegram дошёл, и она отвечает',
    byEmail: 'ответ письмом встаёт в ту же ленту',
    note: 'заметка остаётся между коллегами',
    search: 'сказанное находится по другой форме слова',
    htmlMail: 'длинное письмо показано целиком, внешние картинки придержаны',
    john: 'у Джона тоже одна лента, по-английски',
    settings: 'в настройках видны оба канала',
    resolved: 'обращение Марии закрыто',
    startsAgain: 'программа запущена снова, по-русски, и всё сохранила',
    firstRun: 'программа без подключений предлагает, что сделать',
    phoneReady: 'телефон подключён, оператор готов',
    rings: 'Мария звонит, и всё, что она писала, уже открыто',
    answered: 'ей отвечают в программе',
    hungUp: 'она кладёт трубку',
    wrappedUp: 'звонок обработан, коллегам оставлена заметка',
    recapped: 'договорённость ушла ей в Telegram, запись разговора в ленте',
    relayHolds: 'бота держит ретранслятор',
    twoWindows: 'оператор и руководитель открыли свои окна',
    mariaAtBoth: 'написанное Марией видно на обоих экранах',
    dragged: 'руководитель перетаскивает её оператору с запиской, и записка на экране оператора',
    accepted: 'оператор принимает, и руководитель видит, чья она теперь',
    whispered: 'руководитель наблюдает за обращением и подсказывает оператору',
    relayKilled: 'ретранслятор убит, а следующее сообщение Марии всё равно пришло',
  },
  stopped: (what, reason) => `Сценарий остановился, потому что не дождался: ${what} (${reason}).`,
  picture: (path) => `Как тогда выглядело окно: ${path}`,
  pictures: (count, folder) => `Снимков: ${count}, они в папке ${folder}`,
  failedStart: (status, tail) => `Программа завершилась с кодом ${status}:\n${tail}`,
};

export const words: Record<'en' | 'ru', Words> = { en, ru };

/** The language asked for, else the one of the terminal. */
export function languageOf(asked: 'en' | 'ru' | undefined, env: NodeJS.ProcessEnv): 'en' | 'ru' {
  return asked ?? (/^ru/i.test(env.LC_ALL || env.LC_MESSAGES || env.LANG || '') ? 'ru' : 'en');
}
