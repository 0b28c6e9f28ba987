import type { Dice } from './dice.ts';

const names = [
  'Чайник «Полюс»',
  'Лампа «Вега»',
  'Кресло «Норд»',
  'Фен «Бриз»',
  'Стол «Дуэт»',
  'Плед «Север»',
  'Кофемолка «Мокко»',
];

export type PurchaseOrder = { number: string; html: string; text: string; logoCid: string };

/**
 * An order of a firm as its purchasing system mails it: about 40 kB of HTML made of tables and inline styles, a logo that
 * travels in the mail, a picture on another server, and a script that nobody should run.
 */
export function purchaseOrder(dice: Dice): PurchaseOrder {
  const number = `ЗК-${2000 + dice.int(900)}`;
  const logoCid = 'logo@vektor.test';
  const lines = Array.from({ length: 64 }, (_, n) => {
    const price = 490 + 10 * dice.int(900);
    const count = 1 + dice.int(40);
    return { place: n + 1, article: `AC-${1000 + n * 7}`, name: dice.pick(names), count, price, sum: price * count };
  });
  const total = money(lines.reduce((sum, line) => sum + line.sum, 0));
  const rows = lines.map((line) => row([line.place, line.article, line.name, line.count, money(line.price), money(line.sum)]));
  const html = `<!doctype html><html><head><meta charset="utf-8"><title>${number}</title>
<style>body{font-family:Arial,sans-serif;color:#222}h1{font-size:20px}td,th{font-size:13px}.total{font-weight:bold}</style>
<script>document.title = 'a mail must not run this'</script></head>
<body bgcolor="#f4f4f7"><table width="680" align="center" bgcolor="#ffffff" cellpadding="16"><tr><td>
<table width="100%"><tr><td><img src="cid:${logoCid}" width="48" height="48" alt="Вектор"></td>
<td align="right" style="font-size:12px;color:#777">ООО «Вектор»<br>отдел закупок</td></tr></table>
<h1>Заказ поставщику ${number}</h1>
<p>Добрый день! Просим подтвердить наличие и срок поставки по позициям ниже. Ответ ждём до конца рабочего дня.</p>
<table width="100%" cellspacing="0" cellpadding="6" style="border-collapse:collapse">
${row(['№', 'Артикул', 'Наименование', 'Кол-во', 'Цена', 'Сумма'])}
${rows.join('\n')}
</table>
<p class="total">Итого: ${total}</p>
<p>Подробности: <a href="https://zakupki.vektor.test/orders/${number}">zakupki.vektor.test</a></p>
<img src="https://images.vektor.test/banner.png" width="640" height="80" alt="Вектор: 20 лет с вами">
<img src="https://track.vektor.test/open.gif?order=${number}" width="1" height="1" alt="">
</td></tr></table></body></html>`;
  const text = `Заказ поставщику ${number}\n\nДобрый день! Просим подтвердить наличие и срок поставки. Позиций: ${lines.length}.\nИтого: ${total}`;
  return { number, html, text, logoCid };
}

const money = (value: number): string => `${String(value).replace(/\B(?=(\d{3})+$)/g, ' ')} ₽`;

function row(cells: ReadonlyArray<string | number>): string {
  const style = 'border-bottom:1px solid #e6e6ea;padding:6px 8px;text-align:left;vertical-align:top';
  return `<tr>${cells.map((cell) => `<td style="${style}">${cell}</td>`).join('')}</tr>`;
}
