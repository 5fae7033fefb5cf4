/**
 * Copies a text. Where the clipboard is closed to us (an insecure page, a frame without permission) it selects
 * the element that shows it and asks the browser to copy; the words stay selected, so that the agent's own copy
 * key works where even that is refused.
 */
export async function copyText(text: string, shownBy: HTMLElement): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    return copyBySelection(text, shownBy)
  }
}

function copyBySelection(text: string, shownBy: HTMLElement): boolean {
  let isCopied = false
  const give = (event: ClipboardEvent) => {
    event.clipboardData?.setData('text/plain', text)
    event.preventDefault()
    isCopied = true
  }
  getSelection()?.setBaseAndExtent(shownBy, 0, shownBy, shownBy.childNodes.length)
  document.addEventListener('copy', give)
  document.execCommand('copy')
  document.removeEventListener('copy', give)
  return isCopied
}
