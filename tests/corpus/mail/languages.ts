export type Language = {
  name: string;
  /** Charsets it is still written in, besides UTF-8. */
  charsets: string[];
  /** Labels under which such bytes come all the same: missing (empty), or wrong. */
  wrongLabels: string[];
  person: string;
  subject: string;
  lines: string[];
  file: string;
};

export const languages: Language[] = [
  {
    name: 'ru',
    charsets: ['koi8-r', 'windows-1251', 'cp866', 'iso-8859-5'],
    wrongLabels: ['', 'us-ascii', 'iso-8859-1', 'x-unknown', 'windows-1252'],
    person: 'Мария Кузнецова',
    subject: 'Заказ 10452 не пришёл, что делать дальше',
    lines: [
      'Здравствуйте! Обещали привезти вчера, а заказа до сих пор нет.',
      'Прошу перезвонить мне после обеда.',
      'С уважением, Мария',
    ],
    file: 'Счёт на оплату.pdf',
  },
  {
    name: 'uk',
    charsets: ['windows-1251', 'koi8-u'],
    wrongLabels: [],
    person: 'Олена Шевченко',
    subject: 'Питання щодо доставки її замовлення',
    lines: ['Добрий день! Коли буде доставка?', 'Дякую, чекаю на відповідь.'],
    file: 'Рахунок.pdf',
  },
  {
    name: 'de',
    charsets: ['iso-8859-1', 'windows-1252', 'iso-8859-15'],
    wrongLabels: ['', 'us-ascii', 'utf-8'],
    person: 'Jürgen Groß',
    subject: 'Rückfrage zur Größe der Lieferung',
    lines: ['Grüße aus Köln, können Sie die Maße prüfen?', 'Schöne Grüße, Jürgen'],
    file: 'Maße für Übergröße.pdf',
  },
  {
    name: 'cs',
    charsets: ['iso-8859-2', 'windows-1250'],
    wrongLabels: [],
    person: 'Jiří Dvořák',
    subject: 'Dotaz k objednávce',
    lines: ['Dobrý den, kdy přijde žluťoučký kůň?', 'Děkuji, Jiří'],
    file: 'Příloha.pdf',
  },
  {
    name: 'el',
    charsets: ['iso-8859-7', 'windows-1253'],
    wrongLabels: [],
    person: 'Γιώργος Παππάς',
    subject: 'Ερώτηση για την παραγγελία',
    lines: ['Καλημέρα σας, πότε θα έρθει;', 'Ευχαριστώ'],
    file: 'Τιμολόγιο.pdf',
  },
  {
    name: 'zh',
    charsets: ['gb2312', 'gb18030'],
    wrongLabels: [],
    person: '王小明',
    subject: '我的订单在哪里',
    lines: ['你好，订单还没有到。', '谢谢！'],
    file: '发票.pdf',
  },
  {
    name: 'ja',
    charsets: ['shift_jis', 'euc-jp'],
    wrongLabels: [],
    person: '山田太郎',
    subject: '注文について',
    lines: ['こんにちは。注文はいつ届きますか。', 'よろしくお願いします。'],
    file: '請求書.pdf',
  },
  {
    name: 'ko',
    charsets: ['euc-kr'],
    wrongLabels: [],
    person: '김철수',
    subject: '주문 문의',
    lines: ['안녕하세요, 주문은 언제 오나요?', '감사합니다'],
    file: '영수증.pdf',
  },
  {
    name: 'he',
    charsets: ['windows-1255', 'iso-8859-8-i'],
    wrongLabels: [],
    person: 'דוד כהן',
    subject: 'שאלה על ההזמנה',
    lines: ['שלום, מתי תגיע ההזמנה?', 'תודה'],
    file: 'חשבונית.pdf',
  },
  {
    name: 'en',
    charsets: ['us-ascii', 'iso-8859-1', 'windows-1252'],
    wrongLabels: ['', 'utf-8', 'x-nobody-knows'],
    person: 'Anna Smith',
    subject: 'Where is my order',
    lines: ['Hello, it was promised for yesterday.', 'Dots:', '.', 'From here on it goes well.', 'Kind regards, Anna'],
    file: 'invoice 12.pdf',
  },
];
