// Texts of clients and operators.

/** A client's line and the answer to it. */
export type Exchange = readonly [client: string, operator: string]

export const ENGLISH: readonly Exchange[] = [
  ['Hello! Do you make kitchens to measure?', 'Good day! Yes, from a single cabinet to a whole restaurant.'],
  ['How long does it take from the order?', 'About six weeks; four when the fronts are in stock.'],
  [
    'What would a 4 m run with an island cost?',
    'Between 12,000 and 15,000, depending on the worktop. Shall I prepare a quote?',
  ],
  ['Yes please. The ceiling is 2.6 m high.', 'Thank you, noted. Is there gas or electricity at the wall?'],
  ['Electricity only, and one socket is behind the fridge.', 'Good, then the hob goes to the left of it.'],
  ['Can the dishwasher stand next to the sink?', 'Yes, that is the usual place. I will put it on the right.'],
  [
    'We would like matt fronts, nothing shiny.',
    'Matt lacquer it is. I have added three shades to the quote: [b]chalk[/b], [b]fog[/b] and [b]graphite[/b].',
  ],
  ['Fog looks nice. What about the handles?', 'Brass or black steel go well with fog. There is also push-to-open.'],
  ['Push-to-open collects fingerprints, I think.', 'It does. Most cafés take the brass handle.'],
  ['Then brass. Is the worktop oak or laminate in the quote?', 'Laminate. Oak is 640 more and wants oil twice a year.'],
  ['When can somebody come to measure?', 'Thursday at 9:00 or Friday after 14:00.'],
  ['Friday 14:30 would be good.', 'Booked: Friday, 14:30. Priya will come and call half an hour before.'],
  ['Do you take the old kitchen away?', 'Yes, for 280, sorting included.'],
  ['Could I pay in two parts?', 'Of course: 40 % with the order, the rest on the day of installation.'],
  [
    'The door opens to the left, will the tall unit be in the way?',
    'There are 8 cm left. I will mark it in the drawing.',
  ],
  [
    'Thanks, I got the drawing. The window sill is lower than in the plan.',
    'Thank you for checking. How high is it from the floor?',
  ],
  ['92 cm.', 'Then we keep the upper edge at 90 and everything fits.'],
  ['Is delivery to the second floor included?', 'Yes, up to the third floor without a lift.'],
  ['We open at 8, could you come earlier?', 'The team can be there at 6:30.'],
  ['Perfect, thank you!', 'You are welcome. Write here whenever something comes to mind.'],
  ['One hinge makes a noise.', 'Please send a short video, we will bring the right one.'],
  ['It is the upper left cabinet.', 'Understood. Sofía comes by on Tuesday between 10 and 12.'],
  ['Do you have a sample of the stone?', 'Yes, I can post three samples today. Is the address still the same?'],
  ['Yes, the same. When will they arrive?', 'Tomorrow, or the day after at the latest.'],
]

export const GERMAN: readonly Exchange[] = [
  ['Guten Tag, ist das Angebot noch gültig?', 'Guten Tag! Ja, bis zum Ende des Monats.'],
  [
    'Wir bräuchten zusätzlich zwölf Rollcontainer mit Zentralverriegelung.',
    'Gern. Die Lieferzeit verlängert sich dadurch um etwa eine Woche.',
  ],
  [
    'Das ist in Ordnung. Wer ist bei der Montage der Ansprechpartner?',
    'Herr Weiß leitet die Montage und meldet sich am Vortag.',
  ],
  [
    'Können Sie die Rechnung bitte an die Finanzverwaltung schicken?',
    'Selbstverständlich, die Rechnungsanschrift ist geändert.',
  ],
  ['Vielen Dank für die schnelle Bearbeitung!', 'Sehr gern. Einen schönen Tag noch!'],
]

export const RUSSIAN: readonly Exchange[] = [
  ['Здравствуйте! Шкаф ещё в наличии?', 'Добрый день! Да, есть два цвета: дуб и белый.'],
  ['А глубина какая? У меня ниша 60 см.', '58 см вместе с дверями, в нишу встанет.'],
  ['Доставка до квартиры сколько будет?', '900 рублей с подъёмом, до пятого этажа без лифта.'],
  ['Хорошо, беру дуб. Когда привезёте?', 'В субботу с 10 до 14. За час позвоним.'],
  ['Отлично, жду 🙏', 'Спасибо за заказ!'],
]

export const ARABIC: readonly Exchange[] = [
  ['السلام عليكم، هل يمكنكم تصميم مطبخ لمطعم؟', 'وعليكم السلام، نعم بالتأكيد. ما مساحة المطبخ؟'],
  ['تقريباً 40 متراً مربعاً، والارتفاع 3.2 م.', 'ممتاز. سأرسل لكم عرض السعر رقم 1486 غداً.'],
  ['هل السعر يشمل التركيب؟', 'نعم، التركيب والنقل مشمولان.'],
  ['شكراً جزيلاً 🌴', 'على الرحب والسعة!'],
]

export const HEBREW: readonly Exchange[] = [
  ['שלום, קיבלתי את השרטוט (v2). הכיור בצד הלא נכון', 'שלום! תודה, אתקן ואשלח היום.'],
  ['אפשר גם מגירה רחבה 90 ס"מ מתחת לכיריים?', 'כן, זה אפשרי. תוספת של 120 אירו.'],
  ['מצוין, תודה!', 'בשמחה 🙂'],
]

/** Texts that break careless panels: markup, scripts, links, smileys, very long texts. */
export const AWKWARD: readonly string[] = [
  '<img src=x onerror=alert(1)> <b>not bold</b> &lt;already escaped&gt; &amp;',
  '[url=javascript:alert(1)]x[/url] and [url=https://example.com/catalogue?a=1&b=2]the catalogue[/url], also https://example.com/plain?q=%D1%8F&x=[1]',
  '[b]bold [i]and slanted [u]and under[/i] lines[/u][/b] [s]gone[/s] [size=30]BIG[/size] [color=#d92b26]red[/color] [unknown]tag[/unknown] [b]never closed',
  '>>quoted by hand\n>>second quoted line\nAnd my answer under it.',
  '------------------------------------------------------\nAnna Keller [10:31]\nFriday, 14:30?\n------------------------------------------------------\nYes, that suits me.',
  '[code]const total = items.reduce((sum, item) => sum + item.price, 0) // $result[total]\n<script>alert(2)</script>[/code]',
  'Total: $total[b]50[/b] and $result[chats][0][CHAT_ID] 0Array',
  '😀',
  '👩‍👩‍👧‍👦🇩🇪👍🏽🙌',
  'Line one\n\n\nline four[br]line five    after four spaces',
  'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaftundnochvielmehrohneeineinzigesleerzeichenoderbindestrich',
  '[USER=11]Anna Keller[/USER] please call [call=+442079460171]+44 20 7946 0171[/call], [send=/help]help[/send] [put=Order ]order[/put]',
  '[img size=medium]https://example.com/shelf.png [/img]',
  '‮reversed‬ and \u0000control\u0007 characters',
  'Das ist [icon=https://example.com/smile.png size=20 title=smile] und [timestamp=1700000000 format=SHORT_TIME_FORMAT]',
  '0',
]

/** One message that is far longer than a screen. */
export const WALL_OF_TEXT = Array.from(
  { length: 60 },
  (_, index) =>
    `${index + 1}. Please check the side panels, the plinth and the lighting once more before the order goes out; the fitter noted that the wall by the window leans by about ${(index % 7) + 3} mm.`,
).join('\n')

/** Names that clients of channels really have. */
export const CLIENT_NAMES: readonly string[] = [
  'Sarah Whitmore',
  'Guest',
  'Green Guest #17',
  'Jan Kowalski',
  'Иван Петров',
  'Екатерина Романова-Долгорукая',
  'محمد الأحمد',
  'فاطمة الزهراء بنت عبد الرحمن',
  'ליאור כהן',
  'נועה',
  '李小龙',
  '田中 さくら',
  'Zoë Ångström',
  'Đặng Thị Hồng',
  'João Pedro de Alcântara',
  'Dr. Helen O’Neill',
  'Maximilian-Alexander Freiherr von und zu Hohenstein-Westerwald',
  '🦊 foxy_design 🦊',
  '+44 7700 900123',
  'kitchen.lover.1987@example.com',
  '<b>Bobby</b> "Tables"',
  'X Æ A-12',
  'Çağla Öztürk',
  'Søren Kjærgaard',
  'Noor Haddad',
  'ACME Parcel 4471',
  'Пётр',
  'Anastasia',
  'Luca',
  'Mia',
]
