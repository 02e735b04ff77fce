import { z } from 'zod';

// Zod tries `new Function` to speed its parsers up; our content security policy refuses that, and says so in the console.
// Imported before anything that makes a schema.
z.config({ jitless: true });
