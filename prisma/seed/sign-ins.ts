/**
 * Who can sign in to the demo. The password is documented and the same for everyone; the addresses
 * are of a reserved domain, so no letter ever reaches anyone.
 */
export const demoPassword = 'Tandem-2026';

export interface DemoSignIn {
  email: string;
  name: string;
  role: 'superadmin' | 'admin';
  company: string;
}

export const demoSignIns: readonly DemoSignIn[] = [
  {
    email: 'olena.kovalenko@barvinok.example',
    name: 'Олена Коваленко',
    role: 'superadmin',
    company: 'Барвінок',
  },
  {
    email: 'taras.melnyk@barvinok.example',
    name: 'Тарас Мельник',
    role: 'admin',
    company: 'Барвінок',
  },
  {
    email: 'iryna.shevchuk@barvinok.example',
    name: 'Ірина Шевчук',
    role: 'admin',
    company: 'Барвінок',
  },
  {
    email: 'andrii.boiko@barvinok.example',
    name: 'Андрій Бойко',
    role: 'admin',
    company: 'Барвінок',
  },
  {
    email: 'nataliia.lysenko@kryla.example',
    name: 'Наталія Лисенко',
    role: 'superadmin',
    company: 'Крила',
  },
  { email: 'bohdan.tkachuk@kryla.example', name: 'Богдан Ткачук', role: 'admin', company: 'Крила' },
  {
    email: 'oksana.vyshnevska@kryla.example',
    name: 'Оксана Вишневська',
    role: 'admin',
    company: 'Крила',
  },
  { email: 'dmytro.haidai@kryla.example', name: 'Дмитро Гайдай', role: 'admin', company: 'Крила' },
];
