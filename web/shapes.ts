import * as z from 'zod'

// The content security policy forbids code made of text, and each attempt at it is an error in the console. To be imported
// before the first shape is made.
z.config({ jitless: true })
