import Box from '@mui/material/Box';

/** Words for those who hear the window: what a name or a place says to those who see it. */
export function Heard({ children }: { readonly children: string }) {
  return (
    <Box
      component="span"
      sx={{ position: 'absolute', width: '1px', height: '1px', overflow: 'hidden', clipPath: 'inset(50%)', whiteSpace: 'nowrap' }}
    >
      {children}
    </Box>
  );
}
