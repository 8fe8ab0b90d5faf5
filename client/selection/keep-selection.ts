/**
 * Gives an element the focus for somebody who uses keys, and leaves selected what is selected, without scrolling. WebKit
 * gives up the selection when the focus moves by key or by script; other browsers keep it, and there nothing more is done.
 */
export function focusKeepingSelection(element: HTMLElement): void {
  const selection = element.ownerDocument.getSelection()
  const { anchorNode, anchorOffset = 0, focusNode, focusOffset = 0, isCollapsed = true } = selection ?? {}
  element.focus({ preventScroll: true, focusVisible: true })
  if (!selection || !anchorNode || !focusNode || isCollapsed) return
  if (selection.anchorNode === anchorNode && selection.focusNode === focusNode && !selection.isCollapsed) return
  selection.setBaseAndExtent(anchorNode, anchorOffset, focusNode, focusOffset)
}
