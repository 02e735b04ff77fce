import { useEffect, useState } from 'react';

export interface DecodedImage {
  readonly url: string;
  readonly image: HTMLImageElement;
}

/** The picture once it can be painted. The one before stays until then, and for good when the new one cannot be read. */
export function useDecodedImage(url: string | null): DecodedImage | null {
  const [decoded, setDecoded] = useState<DecodedImage | null>(null);
  useEffect(() => {
    if (url === null) return;
    let gone = false;
    const image = new Image();
    image.src = url;
    void image.decode().then(
      () => {
        if (!gone) setDecoded({ url, image });
      },
      () => undefined,
    );
    return () => {
      gone = true;
    };
  }, [url]);
  return decoded;
}
