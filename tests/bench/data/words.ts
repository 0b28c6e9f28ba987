/** What people write to a shop about, most frequent first; each is an entry of the Hunspell dictionary. */
export const russianLemmas: readonly string[] = split(`
  заказ доставка деньги товар день курьер возврат магазин номер адрес быть оплатить получить прислать заказать время телефон оплата
  вернуть вопрос посылка сумма сайт размер почта хороший новый карта письмо ответ скидка ждать хотеть мочь неделя человек отправить
  прийти цена счёт отправка клиент подтвердить проверить обмен пункт склад бонус месяц час минута чек гарантия коробка ошибка
  поддержка менеджер оператор ответить отменить помочь сделать сказать написать позвонить узнать понять забрать привезти доставить
  вещь куртка платье обувь ботинок кроссовка сумка рубашка брюки свитер шапка перчатка пальто юбка носок футболка джинсы костюм
  ноутбук наушник зарядка кабель экран кнопка батарея чехол камера колонка клавиатура мышь монитор принтер планшет пылесос чайник
  холодильник утюг лампа стул стол кровать шкаф диван полка зеркало ковёр подушка одеяло полотенце посуда кастрюля сковорода чашка
  тарелка ложка вилка нож книга игрушка подарок кукла велосипед самокат мяч палатка рюкзак
  большой маленький красный синий белый чёрный зелёный серый старый последний первый второй другой следующий нужный быстрый долгий
  плохой дорогой дешёвый правильный неверный бесплатный срочный личный полный пустой целый повреждённый удобный качественный
  город улица дом квартира подъезд этаж область район страна офис отделение терминал вокзал станция метро
  банк платёж перевод рубль процент баланс кошелёк комиссия налог договор документ паспорт справка заявление подпись копия
  пароль логин аккаунт кабинет профиль приложение страница ссылка код сообщение уведомление подписка рассылка отзыв фото видео файл
  утро вечер ночь понедельник вторник среда четверг пятница суббота воскресенье январь февраль март апрель май июнь июль август
  сентябрь октябрь ноябрь декабрь год срок дата
  работать купить продать платить приехать уехать найти потерять сломать починить открыть закрыть выбрать посмотреть видеть знать
  думать говорить спросить просить решить начать закончить взять дать положить держать нести ехать идти стоять лежать появиться
  измениться исправить обновить загрузить скачать удалить добавить указать заполнить подписать распечатать принять отказаться
  согласиться обещать надеяться благодарить извинить ждать получать отправлять заказывать возвращать покупать приходить присылать
  жена муж сын дочь мама отец брат сестра друг ребёнок бабушка сосед девушка мужчина женщина семья имя фамилия возраст
  цвет модель серия марка бренд вид тип вес длина ширина высота объём количество штука пара комплект набор упаковка пакет
  качество состояние дефект брак пятно царапина трещина дырка шов нитка ткань кожа металл пластик стекло дерево бумага
  вода масло мыло крем шампунь запах вкус чай кофе сахар хлеб молоко сыр мясо рыба овощ фрукт яблоко
  проблема причина решение результат помощь совет просьба жалоба претензия благодарность терпение внимание интерес мнение
  случай ситуация место сторона часть начало конец середина путь дорога поездка встреча звонок разговор голос слово
  машина грузовик водитель груз транспорт маршрут график смена очередь запись расписание перерыв выходной праздник отпуск
  компания фирма партнёр поставщик производитель покупатель продавец сотрудник директор бухгалтер юрист инженер мастер
  услуга сервис ремонт установка сборка настройка замена проверка осмотр диагностика обслуживание консультация обучение
  каталог раздел список фильтр поиск корзина предложение акция распродажа купон программа карточка уровень балл
  система сеть сервер интернет связь сигнал сбой версия обновление устройство прибор техника деталь инструмент
  закон право обязанность правило условие пунктуальность требование срочность возможность необходимость ответственность
`);

/** Small words, as they stand; together they are every third word. */
export const russianSmall: readonly string[] = split(`
  и в не на я с что у по за мне вы как это а но мы к из от до для меня вас вам ваш мой все уже ещё так же если когда где чтобы
  или бы то он она они нет да очень можно нужно почему сколько только после без через при о об под над между
`);

export const russianGreetings: readonly string[] = [
  'Здравствуйте!',
  'Добрый день!',
  'Добрый вечер.',
  'Доброе утро!',
  'Приветствую,',
  'Здравствуйте,',
];

/** What English-speaking customers write about, most frequent first. */
export const englishLemmas: readonly string[] = split(`
  order parcel refund item day courier shop number address pay receive send time phone payment question amount site
  size mail good new card letter answer wait want week person price bill shipment client confirm check exchange point
  warehouse bonus month hour minute receipt warranty box mistake support manager operator cancel help make say write call know
  understand collect bring deliver jacket dress shoe boot bag shirt sweater hat glove coat skirt sock laptop charger cable screen
  button battery case camera speaker keyboard mouse monitor printer tablet cleaner kettle fridge lamp chair table bed shelf mirror
  book toy gift bicycle tent large small red blue white black green old last first other next quick long bad cheap correct free
  urgent full empty city street house flat floor office station bank transfer fee tax contract document password account
  page link code message notice subscription photo file morning evening night year date work buy sell find lose break repair
  open close choose look see think speak ask decide start finish take give hold go stay appear change correct update download
  add fill sign print accept agree promise hope thank
`);

export const englishSmall: readonly string[] = split(`
  the to and a of i in is it for you my that on with have not but we was this be are at from your me will can what when please
`);

export const englishGreetings: readonly string[] = ['Hello,', 'Good afternoon!', 'Dear team,', 'Hi,', 'Good morning,'];

export const firstNames: readonly string[] = split(`
  Мария Анна Елена Ольга Наталья Ирина Светлана Татьяна Екатерина Юлия Дарья Полина Алексей Сергей Дмитрий Андрей Иван Михаил
  Николай Павел Роман Виктор Олег Игорь Артём Максим Emma James Olivia Daniel Sophie Thomas
`);

export const lastNames: readonly string[] = split(`
  Ковалёва Смирнова Иванова Кузнецова Попова Соколова Лебедева Новикова Морозова Волкова Петров Сидоров Фёдоров Михайлов Орлов
  Андреев Макаров Никитин Захаров Зайцев Соловьёв Борисов Яковлев Григорьев Романов Miller Brown Wilson Clark Walker
`);

function split(words: string): string[] {
  return [...new Set(words.trim().split(/\s+/))];
}
