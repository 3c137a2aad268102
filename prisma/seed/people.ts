import type { Random } from './random.ts';

/** Names that people in Ukraine bear, and phone numbers of the operators that S4-17 to S4-20 name. */
export interface Person {
  gender: 'female' | 'male';
  firstName: string;
  lastName: string;
  middleName: string;
}

const femaleNames =
  'Олена Ірина Наталія Оксана Тетяна Марія Юлія Світлана Анна Ганна Катерина Людмила Вікторія Софія Дарина Христина Надія Любов Галина Соломія Зоряна Мар’яна Леся Богдана Поліна Анастасія Валентина Лариса Аліна Злата'.split(
    ' ',
  );
const maleNames =
  'Олександр Андрій Сергій Володимир Іван Тарас Богдан Дмитро Максим Юрій Микола Василь Петро Михайло Ярослав Роман Остап Назар Євген Олег Віталій Ігор Павло Степан Артем Денис Данило Антон Любомир Захар'.split(
    ' ',
  );
/** The same for women and men. */
const commonSurnames =
  'Коваленко Бондаренко Шевченко Ткаченко Кравченко Олійник Шевчук Поліщук Савченко Марченко Руденко Мельник Петренко Кравчук Клименко Павленко Мороз Лисенко Гончаренко Харченко Романюк Левченко Мазур Панасюк Сидоренко Тимошенко Василенко Пономаренко Гаврилюк Захарченко Бойко Ткачук Коваль Кушнір Гнатюк Білоус Яременко Костенко Жук Дорошенко Іваненко Кириленко Назаренко Остапенко Стельмах Вовк Зінченко Ющенко Дяченко Федорчук Лук’яненко Швець Діденко Мартинюк Козак Юрченко Гриценко Москаленко Приходько Демченко Їжакевич Щербак Ґудзь'.split(
    ' ',
  );
/** Women's form by the ending. */
const adjectiveSurnames =
  'Левицький Вишневський Заболотний Чорний Яворський Добровольський Хмельницький Нагірний Соколовський Зелений'.split(
    ' ',
  );
/** Father's name: his son's and his daughter's. */
const patronymics = [
  ['Олександрович', 'Олександрівна'],
  ['Іванович', 'Іванівна'],
  ['Петрович', 'Петрівна'],
  ['Миколайович', 'Миколаївна'],
  ['Васильович', 'Василівна'],
  ['Михайлович', 'Михайлівна'],
  ['Андрійович', 'Андріївна'],
  ['Сергійович', 'Сергіївна'],
  ['Володимирович', 'Володимирівна'],
  ['Богданович', 'Богданівна'],
  ['Юрійович', 'Юріївна'],
  ['Ярославович', 'Ярославівна'],
  ['Тарасович', 'Тарасівна'],
  ['Григорович', 'Григорівна'],
  ['Степанович', 'Степанівна'],
] as const;

export function makePerson(random: Random): Person {
  const female = random.chance(0.53);
  const father = random.pick(patronymics);
  const surname = random.chance(0.85)
    ? random.pick(commonSurnames)
    : random.pick(adjectiveSurnames);
  return {
    gender: female ? 'female' : 'male',
    firstName: random.pick(female ? femaleNames : maleNames),
    lastName: female ? surname.replace(/ий$/, 'а') : surname,
    middleName: female ? father[1] : father[0],
  };
}

const operatorCodes =
  '39 67 68 77 96 97 98 67 68 96 97 98 50 66 95 99 50 66 95 99 63 73 93 63 93 91 92 89 94'.split(
    ' ',
  );

/** E.164; never the same twice for one generator, because the serial makes up its end. */
export function makePhone(random: Random, serial: number): string {
  return `+380${random.pick(operatorCodes)}${random.digits(2)}${String(serial).padStart(5, '0')}`;
}

const letters: Record<string, string> = {
  а: 'a',
  б: 'b',
  в: 'v',
  г: 'h',
  ґ: 'g',
  д: 'd',
  е: 'e',
  є: 'ie',
  ж: 'zh',
  з: 'z',
  и: 'y',
  і: 'i',
  ї: 'i',
  й: 'i',
  к: 'k',
  л: 'l',
  м: 'm',
  н: 'n',
  о: 'o',
  п: 'p',
  р: 'r',
  с: 's',
  т: 't',
  у: 'u',
  ф: 'f',
  х: 'kh',
  ц: 'ts',
  ч: 'ch',
  ш: 'sh',
  щ: 'shch',
  ь: '',
  ю: 'iu',
  я: 'ia',
  '’': '',
};
const initialLetters: Record<string, string> = { є: 'ye', ї: 'yi', й: 'y', ю: 'yu', я: 'ya' };

/** By the table of the Cabinet of Ministers of 2010, in lower case. */
export function transliterate(name: string): string {
  return [...name.toLowerCase().replaceAll('зг', 'згh')]
    .map(
      (letter, at) => (at === 0 ? initialLetters[letter] : undefined) ?? letters[letter] ?? letter,
    )
    .join('')
    .replaceAll('zhh', 'zgh');
}
