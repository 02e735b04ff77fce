import Box from '@mui/material/Box';

/** Interweave's mark: source and result, woven. */
export function Mark({ size = 18 }: { readonly size?: number }) {
  const bar = size / 3;
  return (
    <Box aria-hidden sx={{ display: 'flex', gap: `${bar / 2}px`, pb: `${bar / 2}px`, flex: 'none' }}>
      {[0, 1, 2, 3].map((index) => (
        <Box
          key={index}
          sx={(theme) => ({
            width: bar,
            height: size,
            borderRadius: `${bar / 2}px`,
            backgroundColor: index % 2 === 0 ? theme.studio.source : theme.studio.result,
            transform: index % 2 === 0 ? 'none' : `translateY(${bar / 2}px)`,
          })}
        />
      ))}
    </Box>
  );
}
