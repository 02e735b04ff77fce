import { useQuery, useQueryClient } from '@tanstack/react-query';
import { run } from '../../app/run-command.ts';
import { Choice } from '../../components/Choice.tsx';
import { callHost, useHost } from '../../engine/host.ts';
import { t } from '../../i18n/words.ts';

const queryKey = ['session.get'];

/** What the app starts with; a browser decides that itself. */
export function ReopenChoice() {
  const hasBridge = useHost((host) => host.bridge !== null);
  const queryClient = useQueryClient();
  const { data } = useQuery({ queryKey, queryFn: () => callHost('session.get', {}), enabled: hasBridge, staleTime: 0 });
  if (data === undefined) return null;
  return (
    <Choice
      title={t('settings.atStart')}
      value={data.reopens ? 'windows' : 'empty'}
      options={[
        ['windows', t('settings.atStartWindows')],
        ['empty', t('settings.atStartEmpty')],
      ]}
      onChange={(next) =>
        run(async () => {
          await callHost('session.set', { reopens: next === 'windows' });
          await queryClient.invalidateQueries({ queryKey });
        })
      }
      note={t('settings.atStartNote')}
    />
  );
}
