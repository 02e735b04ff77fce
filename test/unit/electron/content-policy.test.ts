import { describe, expect, it } from 'vitest';
import { contentSecurityPolicy } from '../../../electron/main/content-policy.ts';

const directive = (policy: string, name: string) => policy.split('; ').find((part) => part.startsWith(`${name} `));

describe('content security policy', () => {
  it('lets in files of our own and pictures of the cache, and no address of the network', () => {
    const policy = contentSecurityPolicy(null);

    expect(policy).toContain("default-src 'none'");
    expect(directive(policy, 'script-src')).toBe("script-src 'self'");
    expect(directive(policy, 'connect-src')).toBe("connect-src 'self' media:");
    expect(directive(policy, 'img-src')).toBe("img-src 'self' data: blob: media:");
    expect(policy).not.toMatch(/https?:|wss?:|unsafe-eval|\*/);
  });

  it("lets in the one engine elsewhere, and not this machine's cache", () => {
    const policy = contentSecurityPolicy({ url: 'ws://workstation:47800/engine', token: 'secret' });

    expect(directive(policy, 'connect-src')).toBe("connect-src 'self' ws://workstation:47800 http://workstation:47800");
    expect(directive(policy, 'media-src')).toBe("media-src 'self' blob: http://workstation:47800");
    expect(policy).not.toMatch(/media:|secret/);
  });
});
