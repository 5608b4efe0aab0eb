import { callerOf, servicesOf } from '../call-context.ts';
import type { Operations } from '../operations.ts';

/** Binds `programme.*`. */
export function programmeOperations(os: Operations) {
  const { team, teamFile, setTeamStart, pathway } = os.programme;
  return {
    team: team.handler(({ context, input }) => servicesOf(context).team.team(callerOf(context), input)),
    pathway: pathway.handler(({ context, input }) => servicesOf(context).pathwayFigures.pathway(callerOf(context), input)),
    teamFile: teamFile.handler(async ({ context, input }) => {
      const services = servicesOf(context);
      const { file, content } = await services.team.teamFile(callerOf(context), input);
      return services.files.deliver(context.session, file, content);
    }),
    setTeamStart: setTeamStart.handler(({ context, input }) => servicesOf(context).team.setTeamStart(callerOf(context), input)),
  };
}
