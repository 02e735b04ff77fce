import InfoIcon from '@mui/icons-material/InfoOutlined';
import Box from '@mui/material/Box';
import Stack from '@mui/material/Stack';
import Tooltip from '@mui/material/Tooltip';
import Typography from '@mui/material/Typography';

interface FieldLabelProps {
  readonly id: string;
  readonly title: string;
  /** What the setting does; behind the small sign, so that the form stays calm. */
  readonly hint?: string;
  /** The value now, at the right. */
  readonly value?: string;
}

export function FieldLabel({ id, title, hint = '', value }: FieldLabelProps) {
  return (
    <Stack
      direction="row"
      sx={{ alignItems: 'center', gap: 1, mb: 1, minHeight: 20, '&:hover .hint, &:focus-within .hint': { opacity: 1 } }}
    >
      <Typography id={id} variant="body2" color="textSecondary">
        {title}
      </Typography>
      {hint !== '' && (
        <Tooltip title={hint}>
          <Box
            className="hint"
            component="span"
            role="img"
            aria-label={hint}
            tabIndex={0}
            sx={{ display: 'flex', color: 'text.disabled', opacity: 0.6, borderRadius: 1 }}
          >
            <InfoIcon sx={{ fontSize: 14 }} />
          </Box>
        </Tooltip>
      )}
      {value !== undefined && (
        <Typography variant="mono" sx={{ ml: 'auto' }}>
          {value}
        </Typography>
      )}
    </Stack>
  );
}
