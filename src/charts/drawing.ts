/*
 * As much of a document as Observable Plot asks for when it draws without a browser: elements that are made, filled, told
 * attributes and styles, and written down as SVG. What Plot adds for pointers is not there.
 */

const NAMESPACE = 'http://www.w3.org/2000/svg'

/** A piece of text. */
interface TextNode {
  text: string
  parentNode: DrawnElement | null
}

/** An element of a drawing, with the names that the DOM gives its properties. */
interface DrawnElement {
  readonly tagName: string
  readonly namespaceURI: string
  readonly ownerDocument: DrawingDocument
  parentNode: DrawnElement | null
  childNodes: DrawnNode[]
  readonly style: { setProperty(name: string, value: string): void }
  /** To be set: the text is all that the element then holds. */
  set textContent(text: string)
  readonly firstChild: DrawnNode | null
  /** Of an element its elements alone, as the DOM has it. */
  readonly children: DrawnElement[]
  setAttribute(name: string, value: unknown): void
  getAttribute(name: string): string | null
  hasAttribute(name: string): boolean
  removeAttribute(name: string): void
  appendChild<N extends DrawnNode>(node: N): N
  insertBefore<N extends DrawnNode>(node: N, next: DrawnNode | null): N
  removeChild<N extends DrawnNode>(node: N): N
  /** The element as SVG; whatever is text in it is no markup. */
  readonly outerHTML: string
}

type DrawnNode = DrawnElement | TextNode

/** The document of drawings. */
export interface DrawingDocument {
  readonly documentElement: DrawnElement
  createElement(name: string): DrawnElement
  createElementNS(space: string, name: string): DrawnElement
  createTextNode(text: string): TextNode
}

/** A document in which drawings are made. */
export function drawingDocument(): DrawingDocument {
  const document: DrawingDocument = {
    get documentElement() {
      return root
    },
    createElement: (name) => elementOf(name, document),
    createElementNS: (_, name) => elementOf(name, document),
    createTextNode: (text) => ({ text: String(text), parentNode: null }),
  }
  const root = elementOf('svg', document)
  return document
}

function elementOf(tagName: string, ownerDocument: DrawingDocument): DrawnElement {
  const attributes = new Map<string, string>()
  const styles = new Map<string, string>()
  const put = <N extends DrawnNode>(node: N, next: DrawnNode | null): N => {
    node.parentNode?.removeChild(node)
    node.parentNode = element
    const place = next === null ? -1 : element.childNodes.indexOf(next)
    element.childNodes.splice(place < 0 ? element.childNodes.length : place, 0, node)
    return node
  }
  const element: DrawnElement = {
    tagName,
    namespaceURI: NAMESPACE,
    ownerDocument,
    parentNode: null,
    childNodes: [],
    style: { setProperty: (name, value) => void styles.set(name, String(value)) },
    set textContent(text: string) {
      element.childNodes = []
      if (String(text) !== '') element.appendChild(ownerDocument.createTextNode(text))
    },
    get firstChild() {
      return element.childNodes[0] ?? null
    },
    get children() {
      return element.childNodes.flatMap((node) => ('text' in node ? [] : [node]))
    },
    setAttribute: (name, value) => void attributes.set(name, String(value)),
    getAttribute: (name) => attributes.get(name) ?? null,
    hasAttribute: (name) => attributes.has(name),
    removeAttribute: (name) => void attributes.delete(name),
    appendChild: (node) => put(node, null),
    insertBefore: (node, next) => put(node, next),
    removeChild(node) {
      element.childNodes = element.childNodes.filter((child) => child !== node)
      node.parentNode = null
      return node
    },
    get outerHTML() {
      return written(element, attributes, styles)
    },
  }
  return element
}

function written(
  { tagName, childNodes }: DrawnElement,
  attributes: Map<string, string>,
  styles: Map<string, string>,
): string {
  const style = [...styles].map(([name, value]) => `${name}: ${value}`).join('; ')
  const all = [...attributes, ...(style === '' ? [] : [['style', style] as const])]
  const told = all.map(([name, value]) => ` ${name}="${escaped(value)}"`).join('')
  const inside = childNodes.map((node) => ('text' in node ? escaped(node.text) : node.outerHTML))
  return `<${tagName}${told}>${inside.join('')}</${tagName}>`
}

/** A text in which nothing is markup, in an element or between the quotes of an attribute. */
export function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)
}
