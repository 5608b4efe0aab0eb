import { isoDate } from '#contract/values.ts';
import type { OpenClinic } from '../clinics/open-clinic.ts';
import { commandLineCaller } from '../users/caller.ts';
import { openForReading, openForWriting, recordCommand } from './clinic-access.ts';
import { type Command, CommandError, type CommandResult, MisuseError, readOptions, required } from './command.ts';
import { messageIn } from './messages.ts';
import type { Terminal } from './output.ts';
import { patientOf } from './named-patient.ts';
import { passphraseOption } from './passphrase.ts';

/** Applies a follow-up plan to a patient, or says what it would give. */
export const planCommand: Command = {
  usage: 'list | apply CODE --patient ID|NUMBER --from DATE [--option CODE…] [--check] --clinic DIR [--passphrase-file FILE] [--json]',
  summary: 'plan.summary',
  help: ['plan.help.list', 'plan.help.apply', 'plan.help.check', 'help.passphrase'],
  run: async ({ args, terminal, ports }) => {
    const { values, positionals } = readOptions(args, { ...passphraseOption, clinic: { type: 'string' }, patient: { type: 'string' }, from: { type: 'string' }, option: { type: 'string', multiple: true, default: [] as string[] }, check: { type: 'boolean', default: false } }, { positionals: true });
    const [what, code, ...more] = positionals;
    const isApply = what === 'apply' && code !== undefined;
    if (what === undefined || (what === 'apply' && code === undefined)) throw new MisuseError('plan.missing');
    if ((!isApply && (what !== 'list' || code !== undefined)) || more.length > 0) throw new MisuseError('wrongOption', { word: positionals.join(' ') });
    const [who, from] = isApply ? [required('--patient', values.patient), required('--from', values.from)] : ['', ''];
    if (isApply && !isoDate.safeParse(from).success) throw new MisuseError('plan.wrongDate');
    const options = { directory: required('--clinic', values.clinic), passphraseFile: values['passphrase-file'] };
    const clinic = isApply && !values.check ? await openForWriting(options, terminal, ports) : await openForReading(options, terminal, ports);
    try {
      const templates = await clinic.services.plans.templates();
      if (!isApply) return { json: templates, lines: templates.map(({ code: name, version, body }) => [name, version, body.title[terminal.language]].join('\t')), exitCode: 0 };
      const template = templates.find((one) => one.code.toLowerCase() === code.toLowerCase());
      if (!template) throw new CommandError('plan.unknown', { code });
      const input = { patientId: await patientOf(clinic, who), templateId: template.templateId, anchors: { [template.body.anchors[0]?.code ?? '']: from }, options: [...values.option], practitionerId: null };
      const preview = await clinic.services.plans.preview(commandLineCaller, input);
      if (values.check) return dates({ planId: null, ...preview }, terminal);
      await recordCommand(clinic, 'plan-apply', terminal, { template: template.code });
      const planId = ports.newId();
      await clinic.services.plans.apply(commandLineCaller, { planId, ...input, leftOut: [] });
      return dates({ planId, ...preview }, terminal);
    } finally {
      await clinic.store.close();
    }
  },
};

function dates(plan: { readonly planId: string | null; readonly today: string; readonly steps: Awaited<ReturnType<OpenClinic['services']['plans']['preview']>>['steps'] }, { language }: Terminal): CommandResult {
  const say = messageIn(language);
  return {
    json: plan,
    lines: [
      ...plan.steps.map(({ code, occurrence, dueOn, fromOn, untilOn, label, roles, reasons }) => [dueOn, `${fromOn}/${untilOn}`, `${code}#${occurrence}`, label[language], roles.join(','), [...reasons.map((one) => one.code), ...(untilOn < plan.today ? ['past'] : [])].join(',') || '-'].join('\t')),
      say(plan.planId === null ? 'plan.checked' : 'plan.applied', { count: plan.steps.length }),
    ],
    exitCode: 0,
  };
}
