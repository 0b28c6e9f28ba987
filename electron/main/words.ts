/** The few words that main itself shows: menus, dialogs and the page that says why the program cannot work. */
const en = {
  file: 'File',
  edit: 'Edit',
  view: 'View',
  window: 'Window',
  settings: 'Settings…',
  search: 'Search',
  quit: 'Quit',
  about: 'About Throughline',
  hide: 'Hide Throughline',
  hideOthers: 'Hide Others',
  showAll: 'Show All',
  close: 'Close Window',
  undo: 'Undo',
  redo: 'Redo',
  cut: 'Cut',
  copy: 'Copy',
  paste: 'Paste',
  pastePlain: 'Paste as Plain Text',
  selectAll: 'Select All',
  copyLink: 'Copy Link',
  addToDictionary: 'Add to Dictionary',
  noSuggestions: 'No suggestions',
  zoomIn: 'Zoom In',
  zoomOut: 'Zoom Out',
  resetZoom: 'Actual Size',
  fullScreen: 'Full Screen',
  reload: 'Reload',
  devTools: 'Developer Tools',
  minimize: 'Minimize',
  save: 'Save',
  source: 'Message source',
  suspectMail:
    'The window broke down while this message was shown, so only its words are shown. The message itself is unchanged: see its source.',
  problemTitle: 'Throughline cannot open this profile',
  'problem.newer-database':
    'The profile was used by a newer version of Throughline. Nothing has been changed. Install the newer version, or start this one with another profile.',
  'problem.in-use': 'Another program is using the profile. Close it, then start Throughline again.',
  'problem.damaged': 'The database of the profile is damaged and could not be repaired. Nothing has been deleted.',
  'problem.key':
    'The key that protects your passwords cannot be read. Nothing has been changed. Unlock the keyring of the system and start again, or restore the key from a backup.',
  'problem.storage':
    'The profile cannot be written: the disk is full, or writing to it is not allowed. Nothing has been deleted. Make room, then start Throughline again.',
  'problem.internal': 'Something went wrong while opening the profile. Nothing has been deleted.',
  details: 'Details',
  profileFolder: 'Profile folder',
  openFolder: 'Open folder',
  help: 'Help',
  tour: 'Take the Tour',
  shortcuts: 'Keyboard Shortcuts',
  trayOpen: 'Open Throughline',
  trayUnread: 'Unread: {{count}}',
  trayConnected: 'Everything is connected',
  trayPaused: 'Notifications are paused until {{time}}',
  trayPause: 'Pause notifications',
  'trayPause.half-hour': 'For 30 minutes',
  'trayPause.hour': 'For an hour',
  'trayPause.tomorrow': 'Until tomorrow morning',
  trayResume: 'Resume notifications',
};

export type Words = typeof en;
export type Language = 'en' | 'ru';

const ru: Words = {
  file: 'Файл',
  edit: 'Правка',
  view: 'Вид',
  window: 'Окно',
  settings: 'Настройки…',
  search: 'Поиск',
  quit: 'Выйти',
  about: 'О программе Throughline',
  hide: 'Скрыть Throughline',
  hideOthers: 'Скрыть остальные',
  showAll: 'Показать все',
  close: 'Закрыть окно',
  undo: 'Отменить',
  redo: 'Повторить',
  cut: 'Вырезать',
  copy: 'Копировать',
  paste: 'Вставить',
  pastePlain: 'Вставить без форматирования',
  selectAll: 'Выделить всё',
  copyLink: 'Копировать ссылку',
  addToDictionary: 'Добавить в словарь',
  noSuggestions: 'Нет вариантов',
  zoomIn: 'Увеличить',
  zoomOut: 'Уменьшить',
  resetZoom: 'Обычный размер',
  fullScreen: 'Во весь экран',
  reload: 'Перезагрузить',
  devTools: 'Инструменты разработчика',
  minimize: 'Свернуть',
  save: 'Сохранить',
  source: 'Исходный текст письма',
  suspectMail:
    'Окно дало сбой, когда показывало это письмо, поэтому показаны только слова. Само письмо не изменено: откройте его исходный текст.',
  problemTitle: 'Throughline не может открыть этот профиль',
  'problem.newer-database':
    'Профиль использовался более новой версией Throughline. Ничего не изменено. Установите новую версию или запустите эту с другим профилем.',
  'problem.in-use': 'Профиль занят другой программой. Закройте её и запустите Throughline снова.',
  'problem.damaged': 'База данных профиля повреждена, восстановить её не удалось. Ничего не удалено.',
  'problem.key':
    'Ключ, который защищает ваши пароли, не читается. Ничего не изменено. Разблокируйте хранилище ключей системы и запустите программу снова или восстановите ключ из резервной копии.',
  'problem.storage':
    'В профиль нельзя записать: диск заполнен или запись на него запрещена. Ничего не удалено. Освободите место и запустите Throughline снова.',
  'problem.internal': 'При открытии профиля что-то пошло не так. Ничего не удалено.',
  details: 'Подробности',
  profileFolder: 'Папка профиля',
  openFolder: 'Открыть папку',
  help: 'Справка',
  tour: 'Обзор программы',
  shortcuts: 'Сочетания клавиш',
  trayOpen: 'Открыть Throughline',
  trayUnread: 'Непрочитанных: {{count}}',
  trayConnected: 'Все подключения работают',
  trayPaused: 'Уведомления на паузе до {{time}}',
  trayPause: 'Приостановить уведомления',
  'trayPause.half-hour': 'На 30 минут',
  'trayPause.hour': 'На час',
  'trayPause.tomorrow': 'До завтрашнего утра',
  trayResume: 'Возобновить уведомления',
};

export function wordsOf(language: Language): Words {
  return language === 'ru' ? ru : en;
}

/** Ours for a locale such as `ru-RU`; English for those we do not speak. */
export function languageOf(locale: string): Language {
  return /^ru\b/i.test(locale) ? 'ru' : 'en';
}
