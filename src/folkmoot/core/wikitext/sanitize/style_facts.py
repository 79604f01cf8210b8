"""Facts about the CSS that a template's style sheet may hold: properties, functions, selectors."""

from __future__ import annotations

PROPERTIES = frozenset(
    """
    accent-color align-content align-items align-self animation animation-delay animation-direction
    animation-duration animation-fill-mode animation-iteration-count animation-name animation-play-state
    animation-timing-function aspect-ratio backface-visibility background background-blend-mode
    background-clip background-color background-origin background-position background-repeat
    background-size block-size border border-block border-block-color border-block-end
    border-block-end-color border-block-end-style border-block-end-width border-block-start
    border-block-start-color border-block-start-style border-block-start-width border-block-style
    border-block-width border-bottom border-bottom-color border-bottom-left-radius
    border-bottom-right-radius border-bottom-style border-bottom-width border-collapse border-color
    border-inline border-inline-color border-inline-end border-inline-end-color border-inline-end-style
    border-inline-end-width border-inline-start border-inline-start-color border-inline-start-style
    border-inline-start-width border-inline-style border-inline-width border-left border-left-color
    border-left-style border-left-width border-radius border-right border-right-color border-right-style
    border-right-width border-spacing border-style border-top border-top-color border-top-left-radius
    border-top-right-radius border-top-style border-top-width border-width bottom box-decoration-break
    box-shadow box-sizing break-after break-before break-inside caption-side caret-color clear clip
    clip-path color color-scheme column-count column-fill column-gap column-rule column-rule-color
    column-rule-style column-rule-width column-span column-width columns contain content
    counter-increment counter-reset cursor direction display empty-cells filter flex flex-basis
    flex-direction flex-flow flex-grow flex-shrink flex-wrap float font font-family
    font-feature-settings font-kerning font-size font-size-adjust font-stretch font-style font-synthesis
    font-variant font-variant-alternates font-variant-caps font-variant-east-asian
    font-variant-ligatures font-variant-numeric font-variant-position font-weight gap grid grid-area
    grid-auto-columns grid-auto-flow grid-auto-rows grid-column grid-column-end grid-column-gap
    grid-column-start grid-gap grid-row grid-row-end grid-row-gap grid-row-start grid-template
    grid-template-areas grid-template-columns grid-template-rows hanging-punctuation height hyphens
    inline-size inset inset-block inset-inline isolation justify-content justify-items justify-self left
    letter-spacing line-break line-height list-style list-style-position list-style-type margin
    margin-block margin-block-end margin-block-start margin-bottom margin-inline margin-inline-end
    margin-inline-start margin-left margin-right margin-top max-block-size max-height max-inline-size
    max-width min-block-size min-height min-inline-size min-width mix-blend-mode object-fit
    object-position opacity order orphans outline outline-color outline-offset outline-style
    outline-width overflow overflow-wrap overflow-x overflow-y padding padding-block padding-block-end
    padding-block-start padding-bottom padding-inline padding-inline-end padding-inline-start
    padding-left padding-right padding-top page-break-after page-break-before page-break-inside
    perspective perspective-origin place-content place-items place-self pointer-events position
    print-color-adjust quotes resize right row-gap ruby-align ruby-position scroll-behavior
    scroll-margin-top shape-margin shape-outside tab-size table-layout text-align text-align-last
    text-combine-upright text-decoration text-decoration-color text-decoration-line
    text-decoration-skip-ink text-decoration-style text-decoration-thickness text-emphasis
    text-emphasis-color text-emphasis-position text-emphasis-style text-indent text-justify
    text-orientation text-overflow text-shadow text-transform text-underline-offset
    text-underline-position top transform transform-origin transform-style transition transition-delay
    transition-duration transition-property transition-timing-function unicode-bidi user-select
    vertical-align visibility white-space widows width will-change word-break word-spacing word-wrap
    writing-mode z-index
    """.split()
)
FUNCTIONS = frozenset(
    """
    attr blur brightness calc circle clamp conic-gradient contrast counter counters cubic-bezier
    drop-shadow ellipse fit-content grayscale hsl hsla hue-rotate hwb inset invert lab lch
    linear-gradient matrix matrix3d max min minmax oklab oklch opacity perspective polygon
    radial-gradient rect repeat repeating-conic-gradient repeating-linear-gradient
    repeating-radial-gradient rgb rgba rotate rotate3d rotatex rotatey rotatez saturate scale scale3d
    scalex scaley scalez sepia skew skewx skewy steps translate translate3d translatex translatey
    translatez var
    """.split()
)
PSEUDO = frozenset(
    """
    active after any-link before checked disabled empty enabled first-child first-letter first-line
    first-of-type focus focus-visible focus-within hover last-child last-of-type link marker only-child
    only-of-type optional placeholder read-only root target visited
    """.split()
)
PSEUDO_FUNCTIONS = frozenset(
    "dir has is lang not nth-child nth-last-child nth-last-of-type nth-of-type where".split()
)
