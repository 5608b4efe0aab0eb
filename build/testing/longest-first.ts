import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Files that take half a minute and more: one of them begun last is waited for alone. */
const long = ['clinics/demonstration-seed', 'testing/hostile/hostile-input', 'exports/export-round-trip', 'backup/backup', 'backup/backup-service', 'users/account-service', 'access/closed-record', 'testing/faults/faults'];

/** The order of the files: those known to be long first, the others as Vitest would. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isLong = ({ moduleId }: TestSpecification): boolean => long.some((name) => moduleId.endsWith(`/${name}.test.ts`));
    const sorted = await super.sort(files);
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))];
  }
}
