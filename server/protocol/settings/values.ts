import { z } from 'zod'

/** A text that customers read. */
export const messageSchema = z.string().max(2000)

/** A share of something, 0 to 1. */
export const shareSchema = z.number().min(0).max(1)

export const httpUrlSchema = z.url({ protocol: /^https?$/ }).max(2000)

/** What a form calls the values of an enum, as `x-titles` in the API's document. */
export const titled = (titles: Record<string, string>) => ({ 'x-titles': titles })

/** Marks what answers never show: see `hideSecrets` in admin/. */
export const SECRET = { writeOnly: true }
