import { callError, pathOf } from './call.ts'
import type { Transport } from './transport.ts'

/** Marks an Adaptive Card as used, which 8x8 tells everybody by an ACTIVITY. */
export function createCardActionsResource({ send, tenant }: Transport) {
  const act = (
    conversationId: string,
    cardId: string,
    action: string,
    name: string,
    signal?: AbortSignal,
  ) => {
    const path = pathOf`/api/v1/tenant/${tenant ?? '-'}/conversations/${conversationId}/cards/${cardId}/${action}`
    const call = { method: 'PUT', path, body: { name }, signal } as const
    if (tenant === undefined) throw callError(call, 'invalid', 'card actions need the tenant')
    return send(call)
  }

  return {
    /** PUT /api/v1/tenant/{tenantId}/conversations/{conversationId}/cards/{cardId}/action-submit */
    submit: async (
      conversationId: string,
      cardId: string,
      name: string,
      signal?: AbortSignal,
    ): Promise<void> => act(conversationId, cardId, 'action-submit', name, signal),

    /** PUT /api/v1/tenant/{tenantId}/conversations/{conversationId}/cards/{cardId}/action-execute */
    execute: async (
      conversationId: string,
      cardId: string,
      name: string,
      signal?: AbortSignal,
    ): Promise<void> => act(conversationId, cardId, 'action-execute', name, signal),
  }
}
