import type { MantineColorsTuple } from '@mantine/core';

/** Ten steps each, light to dark; step 6 carries white text. */
const accent: MantineColorsTuple = [
  '#eef3ff',
  '#dfe8fe',
  '#bccffb',
  '#97b4f7',
  '#7698f1',
  '#5a80ea',
  '#3c63d6',
  '#3153b8',
  '#284492',
  '#1f346c',
];
const gray: MantineColorsTuple = [
  '#f7f8fa',
  '#f0f2f5',
  '#e4e7ec',
  '#d3d8e0',
  '#b3bac6',
  '#8a93a2',
  '#666f7d',
  '#4d5562',
  '#343a45',
  '#1c2027',
];
/** Mantine's dark surfaces: text first, the ground last. */
const dark: MantineColorsTuple = [
  '#dfe3ea',
  '#b4bbc6',
  '#949cab',
  '#646d7b',
  '#3a424d',
  '#2b323b',
  '#21272f',
  '#191e24',
  '#12161b',
  '#0c0f13',
];
const green: MantineColorsTuple = [
  '#e8f6ee',
  '#d2ecdd',
  '#a5d9bb',
  '#75c697',
  '#4bb277',
  '#2f985e',
  '#1f7f4b',
  '#19693e',
  '#135432',
  '#0d3e25',
];
const yellow: MantineColorsTuple = [
  '#fef5e3',
  '#fce8c2',
  '#f8d48a',
  '#f1bd52',
  '#e2a22c',
  '#bd7f10',
  '#9a6300',
  '#825300',
  '#694300',
  '#4f3200',
];
const red: MantineColorsTuple = [
  '#fdeeed',
  '#fadad8',
  '#f4b2ae',
  '#ec8782',
  '#e25f59',
  '#d5433d',
  '#c22f2a',
  '#a32622',
  '#821f1b',
  '#621714',
];
const violet: MantineColorsTuple = [
  '#f3effe',
  '#e7dffd',
  '#cdbcfa',
  '#b398f5',
  '#9a78ef',
  '#855de6',
  '#6f45d3',
  '#5d39b3',
  '#4b2f90',
  '#38236c',
];

export const palettes = { accent, gray, dark, green, yellow, red, violet };

type Variables = Record<string, string>;

/** Ground and text of a tinted badge or alert, per colour. */
function tints(pairs: Record<string, [ground: string, hover: string, text: string]>): Variables {
  return Object.fromEntries(
    Object.entries(pairs).flatMap(([color, [ground, hover, text]]) => [
      [`--mantine-color-${color}-light`, ground],
      [`--mantine-color-${color}-light-hover`, hover],
      [`--mantine-color-${color}-light-color`, text],
    ]),
  );
}

/** Both themes are designed, not derived: the dark one has its own grounds and lines. */
export const surfaces: { light: Variables; dark: Variables } = {
  light: {
    '--tandem-page': '#f6f7f9',
    '--tandem-surface': '#ffffff',
    '--tandem-surface-raised': '#ffffff',
    '--tandem-surface-sunken': '#f0f2f5',
    '--tandem-border': '#e4e7ec',
    '--tandem-row-hover': '#f7f8fa',
    '--tandem-colleague': '#6f45d3',
    '--tandem-on-colleague': '#ffffff',
    '--tandem-colleague-tint': '#e7dffd',
    '--tandem-positive': '#19693e',
    '--tandem-negative': '#a32622',
    '--mantine-color-body': '#ffffff',
    '--mantine-color-text': '#1c2027',
    '--mantine-color-dimmed': '#5c6572',
    '--mantine-color-placeholder': '#6b7482',
    '--mantine-color-anchor': '#3153b8',
    '--mantine-color-error': '#b42a25',
    '--mantine-color-default': '#ffffff',
    '--mantine-color-default-hover': '#f7f8fa',
    '--mantine-color-default-border': '#d3d8e0',
    '--mantine-color-default-color': '#1c2027',
    ...tints({
      accent: ['#eef3ff', '#dfe8fe', '#284492'],
      gray: ['#eef0f4', '#e4e7ec', '#4d5562'],
      green: ['#e8f6ee', '#d2ecdd', '#19693e'],
      yellow: ['#fef3dc', '#fce8c2', '#7a4d00'],
      red: ['#fdeeed', '#fadad8', '#a32622'],
      violet: ['#f0eafe', '#e7dffd', '#5d39b3'],
    }),
  },
  dark: {
    '--tandem-page': '#12161b',
    '--tandem-surface': '#191e24',
    '--tandem-surface-raised': '#21272f',
    '--tandem-surface-sunken': '#0f1317',
    '--tandem-border': '#2b323b',
    '--tandem-row-hover': '#1e242b',
    '--tandem-colleague': '#9a78ef',
    '--tandem-on-colleague': '#12101a',
    '--tandem-colleague-tint': '#3a2c63',
    '--tandem-positive': '#75c697',
    '--tandem-negative': '#f19a95',
    '--mantine-color-body': '#191e24',
    '--mantine-color-text': '#dfe3ea',
    '--mantine-color-dimmed': '#9aa3b1',
    '--mantine-color-placeholder': '#8a93a2',
    '--mantine-color-anchor': '#97b4f7',
    '--mantine-color-error': '#f19a95',
    '--mantine-color-default': '#21272f',
    '--mantine-color-default-hover': '#272e37',
    '--mantine-color-default-border': '#3a424d',
    '--mantine-color-default-color': '#dfe3ea',
    ...tints({
      accent: ['#212c47', '#283659', '#a9c1f9'],
      gray: ['#262c34', '#2f363f', '#b4bbc6'],
      green: ['#17301f', '#1c3b27', '#86d0a4'],
      yellow: ['#362a12', '#423417', '#f1c56b'],
      red: ['#3a1e1d', '#472423', '#f4a6a1'],
      violet: ['#2c2446', '#362c56', '#c3aef8'],
    }),
  },
};
