# ruff: noqa: E501 - lines are those that sites send
"""Web pages as different sites make them, with texts of our own: input of the tests of the HTML reader."""

_P1 = (
    "De wachttijden in de jeugdhulp lopen op, terwijl gemeenten minder geld krijgen. Uit cijfers van twaalf gemeenten "
    "blijkt dat een kind gemiddeld elf weken wacht op een eerste gesprek."
)
_P2 = (
    "Wij vinden dat elke wijk een team moet krijgen dat zelf hulp geeft, in plaats van alleen door te verwijzen. "
    "Dat vraagt om vaste mensen, die de tijd krijgen om een gezin te leren kennen."
)
_P3 = (
    "De wethouder zegt dat het huidige contract tot 2026 loopt en dat een nieuwe aanbesteding pas daarna mogelijk is. "
    "Volgens de rekenkamer is dat te laat, omdat de tekorten nu al oplopen."
)

WORDPRESS = f"""<!DOCTYPE html>
<html lang="nl-NL"><head><meta charset="UTF-8">
<title>Een team in elke wijk &#8211; Wijkblad De Brug</title>
<link rel="canonical" href="https://debrug.example/een-team-in-elke-wijk/">
<meta property="og:title" content="Een team in elke wijk"><meta property="og:site_name" content="Wijkblad De Brug">
<meta property="article:published_time" content="2024-03-12T08:30:00+01:00"><meta name="author" content="Mira de Wit">
<style>p {{ color: red }}</style><script>var x = "<p>geen tekst</p>";</script></head>
<body class="post-template single single-post has-sidebar">
<a class="skip-link screen-reader-text" href="#content">Ga naar de inhoud</a>
<header id="masthead" class="site-header"><p class="site-title"><a href="/">Wijkblad De Brug</a></p>
<nav id="site-navigation"><ul class="menu"><li><a href="/">Home</a></li><li><a href="/over">Over ons</a></li>
<li><a href="/contact">Contact</a></li></ul></nav></header>
<div id="content" class="site-content"><main id="main"><article id="post-12" class="post">
<header class="entry-header"><h1 class="entry-title">Een team in elke wijk</h1>
<div class="entry-meta">12 maart 2024 door <a href="/author/mira">Mira de Wit</a></div></header>
<div class="entry-content"><p>{_P1}<sup class="footnote"><a href="#fn1" id="fnref1">1</a></sup></p>
<h2>Wat er moet gebeuren</h2><p>{_P2}</p>
<blockquote><p>&ldquo;We kennen elkaar hier bij naam&rdquo;, zegt een moeder.</p></blockquote>
<p>{_P3} Lees ook de <a href="/notitie.pdf">notitie van de raad</a>.</p>
<ul><li>een team per wijk;</li><li>vaste mensen;<ul><li>ten minste drie dagen</li></ul></li></ul>
<ol class="footnotes"><li id="fn1">Rekenkamer Oost, <em>Wachten</em>, 2023, p. 12.
<a href="#fnref1" class="footnote-backref">↩</a></li></ol></div>
<div class="sharedaddy sd-sharing"><h3>Dit delen:</h3><ul><li><a href="#">Twitter</a></li><li><a href="#">Facebook</a></li></ul></div>
</article>
<div id="comments" class="comments-area"><h2 class="comments-title">2 gedachten over &ldquo;Een team in elke wijk&rdquo;</h2>
<ol class="comment-list"><li class="comment" id="comment-3"><article class="comment-body"><footer class="comment-meta">
<b class="fn">Joop</b> <span class="says">schreef:</span></footer>
<div class="comment-content"><p>Ik wacht al een half jaar op hulp voor mijn zoon.</p></div></article></li></ol>
<div id="respond" class="comment-respond"><h3>Geef een reactie</h3><form><label>Naam</label><input><textarea>x</textarea>
<button>Reactie plaatsen</button></form></div></div></main>
<aside id="secondary" class="widget-area"><section class="widget"><h2>Recente berichten</h2><ul><li><a href="/a">Nieuwe
speeltuin</a></li><li><a href="/b">Markt verplaatst</a></li><li><a href="/c">Buurtfeest</a></li></ul></section></aside></div>
<footer id="colophon" class="site-footer"><p>© Wijkblad De Brug</p></footer></body></html>"""

GOVERNMENT = f"""<!doctype html><html lang="nl"><head><meta charset="utf-8">
<title>Kabinet wil vaste teams in de wijk | Nieuwsbericht | Ministerie van Voorbeelden</title>
<meta name="DCTERMS.issued" content="2024-05-21"><meta name="DCTERMS.publisher" content="Ministerie van Voorbeelden">
<meta name="DCTERMS.language" content="nl-NL"><meta property="og:url" content="https://www.voorbeelden.example/teams"></head>
<body><div id="mainwrapper"><div class="skiplinks"><a href="#content-wrapper">Direct naar de inhoud</a></div>
<header role="banner"><div class="logo">Ministerie van Voorbeelden</div></header>
<div id="navBar"><nav aria-label="Hoofdnavigatie"><ul><li><a href="/nieuws">Nieuws</a></li><li><a href="/documenten">Documenten</a>
</li></ul></nav><form role="search"><label>Zoeken</label><input></form></div>
<nav aria-label="Kruimelpad"><ol class="breadcrumb"><li><a href="/">Home</a></li><li><a href="/nieuws">Nieuws</a></li></ol></nav>
<main id="content-wrapper"><div class="article content"><h1 class="news">Kabinet wil vaste teams in de wijk</h1>
<p class="article-meta">Nieuwsbericht | 21-05-2024 | 15:30</p><div class="intro"><p>{_P1}</p></div>
<h2>Nieuwe afspraken</h2><p>{_P2}</p><p>{_P3}</p>
<h3 class="toggle"><button aria-expanded="false" aria-controls="p1">Wat kost het?</button></h3>
<div id="p1" hidden><p>De teams kosten samen 120 miljoen euro per jaar, zo rekent het ministerie voor.</p></div>
<h2>Documenten</h2><ul><li><a href="/documenten/brief.pdf">Kamerbrief over vaste teams in de wijk</a></li></ul></div>
<div class="block-related"><h2>Zie ook</h2><ul><li><a href="/x">Jeugdhulp</a></li><li><a href="/y">Wijkteams</a></li>
<li><a href="/z">Gemeenten</a></li></ul></div></main>
<div class="cookie-banner" role="dialog"><p>Deze website gebruikt cookies om het gebruik van de website te meten en te
verbeteren. U kunt uw keuze altijd wijzigen.</p><button>Accepteren</button></div>
<footer class="site-footer"><div><h2>Service</h2><ul><li><a href="/contact">Contact</a></li><li><a href="/rss">RSS</a></li>
<li><a href="/sitemap">Sitemap</a></li></ul></div></footer></div></body></html>"""

NEWS = f"""<!DOCTYPE html><html><head><title>Wachten op hulp duurt langer - De Voorbeeldkrant</title>
<script type="application/ld+json">{{"@context": "https://schema.org", "@graph": [{{"@type": "WebPage", "name": "pagina"}},
{{"@type": "NewsArticle", "headline": "Wachten op hulp duurt langer", "datePublished": "2023-11-02T06:00:00Z",
"author": [{{"@type": "Person", "name": "Lena Kok"}}], "publisher": {{"@type": "Organization", "name": "De Voorbeeldkrant"}}}}]}}
</script></head><body>
<div class="topbar"><a href="/abonneren">Abonneer u</a> <a href="/inloggen">Log in</a></div>
<div class="page"><div class="article-header"><h1>Wachten op hulp duurt langer</h1><div class="byline">Door Lena Kok</div></div>
<div class="article__body"><p><b>Utrecht</b> - {_P1}</p><figure><img src="a.jpg" alt="Een wachtkamer vol kinderen"><figcaption>Een
wachtkamer in Utrecht. Foto: L. Kok</figcaption></figure><p>{_P2}</p><div class="ad advertentie">Advertentie</div>
<h2>&lsquo;Te laat&rsquo;</h2><p>{_P3}</p>
<aside><p>In 2015 werden gemeenten verantwoordelijk voor de jeugdhulp. Het Rijk legde daarbij een bezuiniging van 15 procent
op, die volgens gemeenten nooit is gehaald.</p></aside><p>Volgende week praat de raad over het plan.</p></div>
<div class="related-articles"><h3>Meer over jeugdhulp</h3><a href="/1">Tekort loopt op</a><a href="/2">Raad wil onderzoek</a>
<a href="/3">Team stopt</a></div>
<section class="reacties"><h3>Reacties (1)</h3><div class="reactie"><p>Eindelijk schrijft iemand dit op.</p></div></section>
</div></body></html>"""

TABLE = f"""<html><body><h1>Cijfers per gemeente</h1><p>{_P1}</p>
<table><caption>Tabel 1: wachttijd in weken</caption><thead><tr><th>Gemeente</th><th>2022</th><th>2023</th></tr></thead>
<tbody><tr><td>Oost</td><td>9</td><td>11</td></tr><tr><td>West</td><td></td><td>8,5</td></tbody></table>
<p>{_P2}</p></body></html>"""

LAYOUT = f"""<html><body><table width=100%><tr><td><a href=a.htm>Home</a><br><a href=b.htm>Nieuws</a><br><a href=c.htm>Leden</a>
<td><h1>Jaarverslag</h1><p>{_P1}<p>{_P2}<p>{_P3}<p>{_P1}<tr><td colspan=2>Terug</table></body></html>"""

WORD_EXPORT = f"""<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><meta charset=windows-1252></head><body lang=NL>
<div class=WordSection1><p class=MsoTitle>Notitie wijkteams</p><p class=MsoNormal>{_P1}<a style='mso-footnote-id:ftn1'
href="#_ftn1" name="_ftnref1" title=""><span class=MsoFootnoteReference><span style='mso-special-character:footnote'>[1]</span>
</span></a> {_P2}<a href="#_ftn2" name="_ftnref2">[2]</a><o:p></o:p></p></div><div><br clear=all><hr size=1>
<div id=ftn1><p class=MsoFootnoteText><a href="#_ftnref1" name="_ftn1"><span>[1]</span></a> CBS (2023), <i>Jeugdhulp in cijfers</i>.
</p></div><div id=ftn2><p class=MsoFootnoteText><a href="#_ftnref2" name="_ftn2">[2]</a> Zie noot 1.</p></div></div></body></html>"""

ENCYCLOPEDIA = f"""<html lang="nl"><head><title>Wijkteam - Encyclopedie</title></head><body><div id="content" role="main">
<h1 id="firstHeading">Wijkteam</h1><div id="toc" class="toc"><ul><li><a href="#a">1 Taken</a></li><li><a href="#b">2 Geschiedenis</a>
</li><li><a href="#c">3 Kritiek</a></li></ul></div>
<p>{_P1}<sup id="cite_ref-x_1-0" class="reference"><a href="#cite_note-x-1">[1]</a></sup></p><h2 id="a">Taken</h2>
<p>{_P2}<sup id="cite_ref-x_1-1" class="reference"><a href="#cite_note-x-1">[1]</a></sup></p><h2 id="b">Geschiedenis</h2>
<p>{_P3}</p><h2 id="c">Kritiek</h2><p>{_P1}</p>
<ol class="references"><li id="cite_note-x-1"><span class="mw-cite-backlink">↑ <sup><a href="#cite_ref-x_1-0">a</a></sup>
<sup><a href="#cite_ref-x_1-1">b</a></sup></span> <span class="reference-text">Jansen (2019), <i>De wijk in</i>.</span></li></ol>
</div></body></html>"""

MARKDOWN_EXPORT = f"""<html><body><h1>Advies</h1><p>{_P1}<a href="#fn1" class="footnote-ref" id="fnref1" role="doc-noteref">
<sup>1</sup></a></p><p>{_P2}</p><section id="footnotes" class="footnotes footnotes-end-of-document" role="doc-endnotes"><hr />
<ol><li id="fn1"><p>Wet van 1 maart 2014.</p><p>Zie ook artikel 2.3.<a href="#fnref1" class="footnote-back"
role="doc-backlink">↩︎</a></p></li></ol></section></body></html>"""

PLAIN_NOTES = f"""<html><body><h1>Lezing</h1><p>{_P1} <a href="#n1">(1)</a> {_P2} <a href="#n2">(2)</a></p><p>{_P3}</p>
<h2>Noten</h2><p><a name="n1"></a>1. Eigen onderzoek.<br><a name="n2"></a>2. Idem, p. 4.</p></body></html>"""

XHTML = f"""<?xml version="1.0" encoding="iso-8859-1"?><!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "x.dtd">
<html xmlns="http://www.w3.org/1999/xhtml" xml:lang="nl"><head><title>Besluit</title><script src="a.js" /></head><body>
<h1><a name="d1" />Besluit over de wijk</h1><p>{_P1}&nbsp;Zo is het be&shy;sloten &amp; vastgesteld.</p><p>{_P2}</p>
<dl><dt>Team</dt><dd>De groep mensen die in een wijk hulp geeft.</dd></dl><!-- <p>geen tekst</p> --><p>a &lt; b en x<sup>2</sup></p>
</body></html>"""

BROKEN = f"""<p>{_P1}<p><b>{_P2}</p> <i>{_P3}<ul><li>een<li>twee <b>drie</ul><table><tr><td>a<td>b<tr><td>c<td>d</table>
<div><span>los</div> einde &onbekend; &eacute &#x20AC;5 AT&T < 10 <"""

PAGES = {
    "wordpress": WORDPRESS,
    "government": GOVERNMENT,
    "news": NEWS,
    "table": TABLE,
    "layout": LAYOUT,
    "word": WORD_EXPORT,
    "encyclopedia": ENCYCLOPEDIA,
    "markdown": MARKDOWN_EXPORT,
    "plain notes": PLAIN_NOTES,
    "xhtml": XHTML,
    "broken": BROKEN,
}
