/**
 * A rule of this project for oxlint, `relais/no-hidden-input`: time, randomness and identifiers are handed in by ports, so that
 * the same input has the same answer.
 */
const time = 'The time comes from the Clock port.';
const randomness = 'Randomness comes from a port or a seed.';
const identifiers = 'Identifiers come from the NewId port.';

/** @typedef {{ type: string, name?: string, object?: Node, property?: Node, callee?: Node, arguments?: Node[] }} Node */
/** @typedef {{ report: (problem: { node: Node, message: string }) => void }} Context */

/** @type {(node: Node | undefined, name: string) => boolean} */
const isNamed = (node, name) => node?.type === 'Identifier' && node.name === name;

const noHiddenInput = {
  /** @param {Context} context */
  create(context) {
    return {
      /** @param {Node} node */
      NewExpression(node) {
        if (isNamed(node.callee, 'Date') && node.arguments?.length === 0) context.report({ node, message: time });
      },
      /** @param {Node} node */
      CallExpression(node) {
        const { callee } = node;
        if (isNamed(callee, 'Date')) context.report({ node, message: time });
        if (isNamed(callee, 'randomUUID')) context.report({ node, message: identifiers });
        if (callee?.type !== 'MemberExpression') return;
        if (isNamed(callee.object, 'Date') && isNamed(callee.property, 'now')) context.report({ node, message: time });
        if (isNamed(callee.object, 'Math') && isNamed(callee.property, 'random')) context.report({ node, message: randomness });
        if (isNamed(callee.property, 'randomUUID')) context.report({ node, message: identifiers });
      },
      /** @param {Node} node */
      MemberExpression(node) {
        if (isNamed(node.object, 'Temporal') && isNamed(node.property, 'Now')) context.report({ node, message: time });
      },
    };
  },
};

const plugin = { meta: { name: 'relais' }, rules: { 'no-hidden-input': noHiddenInput } };

export default plugin;
