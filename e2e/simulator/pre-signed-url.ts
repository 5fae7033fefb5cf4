import { createHmac, timingSafeEqual } from 'node:crypto'
import type { World } from './world.ts'

/** An address that gives an attachment's content without a key until it expires. */
export function preSignedUrl(world: World, conversationId: string, attachmentId: string): string {
  const expires = String(Date.now() + world.settings.preSignedUrlLifetimeMs)
  const signature = sign(world, conversationId, attachmentId, expires)
  const query = new URLSearchParams({ expires, signature })
  return `${world.url}/pre-signed/${conversationId}/${attachmentId}?${query}`
}

/** Whether an address of `preSignedUrl` is genuine and has not expired. */
export function isPreSigned(
  world: World,
  conversationId: string,
  attachmentId: string,
  query: { expires: string; signature: string },
): boolean {
  const wanted = Buffer.from(sign(world, conversationId, attachmentId, query.expires))
  const given = Buffer.from(query.signature)
  return (
    wanted.length === given.length && timingSafeEqual(wanted, given) && Number(query.expires) > Date.now()
  )
}

const sign = (world: World, ...parts: string[]) =>
  createHmac('sha256', world.urlSecret).update(parts.join('/')).digest('base64url')
