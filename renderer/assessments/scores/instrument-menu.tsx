import Popover from '@mui/material/Popover';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Instrument } from '#contract/instruments.ts';
import { useFormat } from '../../text/use-format.ts';
import { Button } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/field.tsx';
import { type InstrumentPreset, instrumentPresets } from '../instrument-presets.ts';

export interface InstrumentMenuProps {
  readonly instruments: readonly Instrument[];
  readonly chosen: readonly string[];
  readonly onChange: (chosen: string[]) => void;
}

/** Which instruments this assessment works out: one by one, or the usual ones of a disease at once. */
export function InstrumentMenu({ instruments, chosen, onChange }: InstrumentMenuProps): ReactElement {
  const { t } = useTranslation('assessments');
  const f = useFormat();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const choose = (id: string, isChosen: boolean): void => onChange(isChosen ? [...chosen, id] : chosen.filter((one) => one !== id));
  return (
    <>
      <Button small icon="plus" hasPopup="dialog" expanded={anchor !== null} onClick={(event) => setAnchor(event.currentTarget)}>
        {t('instruments.choose')}
      </Button>
      <Popover open={anchor !== null} anchorEl={anchor} onClose={() => setAnchor(null)} anchorOrigin={{ vertical: 'bottom', horizontal: 'right' }} transformOrigin={{ vertical: 'top', horizontal: 'right' }} slotProps={{ paper: { role: 'dialog', 'aria-label': t('instruments.choose') } }}>
        <div className="stack instrument-menu">
          <div className="row wrap">
            {(Object.keys(instrumentPresets) as InstrumentPreset[]).map((preset) => (
              <Button key={preset} small onClick={() => onChange([...instrumentPresets[preset]])}>
                {t(`instruments.preset.${preset}`)}
              </Button>
            ))}
          </div>
          <div className="instrument-menu-list">
            {instruments.map((instrument) => (
              <Checkbox key={instrument.id} label={<span title={instrument.description[f.language]}>{instrument.label[f.language]}</span>} checked={chosen.includes(instrument.id)} onChange={(event) => choose(instrument.id, event.target.checked)} />
            ))}
          </div>
        </div>
      </Popover>
    </>
  );
}
