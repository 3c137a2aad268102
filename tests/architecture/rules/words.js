/**
 * Words that a person sees are keys in locales/, never text in code. Found are: text between tags,
 * and text in the attributes and properties that components show or read aloud. Cyrillic literals
 * are the rule `no-cyrillic`'s matter, which holds on the server too.
 */
const shown =
  /^(aria-label|aria-description|aria-roledescription|aria-valuetext|alt|title|label|placeholder|description|message|caption|error|nothingFoundMessage|emptyText|hint|tooltip)$/;
const letters = /\p{L}/u;
const cyrillic = /\p{Script=Cyrillic}/u;
/** In a property, one lower-case word or dotted path is a key or a code, not a sentence. */
const sentence = /^\s*\p{Lu}|\p{L}\s+\p{L}/u;
const upperCaseCode = /^[A-Z0-9_]+$/;

/** @type {import('eslint').Rule.RuleModule} */
export const wordsFromLocales = {
  meta: {
    type: 'problem',
    schema: [],
    messages: { word: 'A word that a person sees is a key in locales/: "{{text}}".' },
  },
  create(context) {
    const report = (node, text) =>
      context.report({ node, messageId: 'word', data: { text: text.trim().slice(0, 40) } });
    return {
      JSXText(node) {
        if (letters.test(node.value)) report(node, node.value);
      },
      'JSXElement > JSXExpressionContainer, JSXFragment > JSXExpressionContainer'(node) {
        for (const text of textsOf(node.expression)) {
          if (letters.test(text)) report(node, text);
        }
      },
      JSXAttribute(node) {
        if (!shown.test(String(node.name.name))) return;
        const value =
          node.value?.type === 'JSXExpressionContainer' ? node.value.expression : node.value;
        for (const text of textsOf(value)) if (letters.test(text)) report(node, text);
      },
      Property(node) {
        const key = node.key.name ?? node.key.value;
        if (!shown.test(String(key)) || node.parent.type !== 'ObjectExpression') return;
        for (const text of textsOf(node.value)) {
          if (sentence.test(text) && !upperCaseCode.test(text)) report(node, text);
        }
      },
    };
  },
};

/** The texts an expression may come to, as far as they stand in it literally. */
function textsOf(node) {
  switch (node?.type) {
    case 'Literal':
      return typeof node.value === 'string' && !cyrillic.test(node.value) ? [node.value] : [];
    case 'TemplateLiteral':
      return node.quasis.map((part) => part.value.raw).filter((text) => !cyrillic.test(text));
    case 'ConditionalExpression':
      return [...textsOf(node.consequent), ...textsOf(node.alternate)];
    case 'LogicalExpression':
      return [...textsOf(node.left), ...textsOf(node.right)];
    default:
      return [];
  }
}
