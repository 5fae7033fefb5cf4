/**
 * Copies what an element shows. Where the clipboard is closed to us (an insecure page, a frame without
 * permission) it selects the words and asks the browser to copy the selection; they stay selected, so that
 * the agent's own copy key works where even that is refused.
 */
export async function copyText(element: HTMLElement, text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    getSelection()?.selectAllChildren(element)
    return document.execCommand('copy')
  }
}
