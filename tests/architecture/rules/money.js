import { ESLintUtils } from '@typescript-eslint/utils';

/**
 * Money is a branded decimal string; every operator of JavaScript is wrong on it: `+` joins, `<`
 * compares letters, `Number()` rounds. The rule asks the type checker, not the name of a variable.
 */
const operators = new Set(['+', '-', '*', '/', '%', '**', '<', '>', '<=', '>=']);
const converters = new Set(['Number', 'parseFloat', 'parseInt', 'BigInt']);

/** @type {import('eslint').Rule.RuleModule} */
export const moneyIsExact = {
  meta: {
    type: 'problem',
    schema: [],
    messages: {
      arithmetic: 'Money is exact: reckon with the functions of server/shared/money.ts.',
      float: 'parseFloat makes a float: read amounts with parseAmount, whole numbers with zod.',
    },
  },
  create(context) {
    const services = ESLintUtils.getParserServices(context);
    const isMoney = (node) => {
      const type = services.getTypeAtLocation(node);
      const parts = type.isUnion() ? type.types : [type];
      return parts.some((part) => part.getProperty('__money') !== undefined);
    };
    const reportIfMoney = (node, operands) => {
      if (operands.some(isMoney)) context.report({ node, messageId: 'arithmetic' });
    };
    return {
      BinaryExpression(node) {
        if (operators.has(node.operator)) reportIfMoney(node, [node.left, node.right]);
      },
      AssignmentExpression(node) {
        if (operators.has(node.operator.slice(0, -1))) reportIfMoney(node, [node.left, node.right]);
      },
      UnaryExpression(node) {
        if (node.operator === '-' || node.operator === '+') reportIfMoney(node, [node.argument]);
      },
      CallExpression(node) {
        const callee = node.callee.type === 'MemberExpression' ? node.callee.property : node.callee;
        if (callee.name === 'parseFloat') context.report({ node, messageId: 'float' });
        else if (isConverter(node)) {
          reportIfMoney(
            node,
            node.arguments.filter((argument) => argument.type !== 'SpreadElement'),
          );
        }
      },
    };
  },
};

function isConverter(call) {
  if (call.callee.type === 'Identifier') return converters.has(call.callee.name);
  if (call.callee.type !== 'MemberExpression') return false;
  const object = call.callee.object.name;
  return object === 'Math' || (object === 'Number' && converters.has(call.callee.property.name));
}
