# ruff: noqa: E501 - lines are those that publishers send
"""Official publications in their XML vocabularies, with texts of our own: input of the tests of the XML reader."""

KAMERSTUK = """<?xml version="1.0" encoding="UTF-8"?>
<officiele-publicatie><metadata>
<meta name="OVERHEIDop.externMetadataRecord" scheme="" content="https://zoek.example/kst-90001-7/metadata.xml"/></metadata>
<kamerstuk><kamerstukkop><tekstregel inhoud="vergaderjaar">Vergaderjaar 2023-2024</tekstregel>
<tekstregel inhoud="kameraanduiding">Tweede Kamer der Staten-Generaal</tekstregel></kamerstukkop>
<dossier><dossiernummer><dossiernr>90 001</dossiernr></dossiernummer><titel>Jeugdhulp in de wijk</titel></dossier>
<stuk><stuknr>Nr. <ondernummer kamer="2">7</ondernummer></stuknr>
<titel>BRIEF VAN DE MINISTER<noot id="t1" type="voet"><noot.nr>1</noot.nr><noot.al>Ook per post verzonden.</noot.al></noot></titel>
<algemeen><vrije-tekst><tekst><al>Den Haag, 12 maart 2024</al>
<divisie><kop><nr>1.</nr><titel>Aanleiding</titel></kop>
<al>De wachttijd is <nadruk type="vet">elf</nadruk> weken.<noot id="n2" type="voet"><noot.nr>2</noot.nr><noot.al>
Zie <extref doc="kst-90001-3" soort="document">Kamerstuk 90 001, nr. 3</extref>.</noot.al></noot> Dat is te lang &amp; het
groeit met 10 m<sup>2</sup>.</al>
<tussenkop type="cur">Wat er gebeurt</tussenkop>
<lijst type="expliciet"><li><li.nr>a.</li.nr><al>een team per wijk;</al></li><li><li.nr>b.</li.nr><al>vaste mensen:</al>
<lijst><li><li.nr>–</li.nr><al>drie dagen</al></li></lijst></li></lijst>
<citaat><al>Iedereen verdient hulp.</al></citaat>
<table><title>Tabel 1</title><tgroup cols="2"><colspec colname="c1"/><thead><row><entry><al>Gemeente</al></entry>
<entry><al>Weken</al></entry></row></thead><tbody><row><entry><al>Oost</al></entry><entry><al>11</al><al>(2023)</al></entry></row>
</tbody></tgroup></table></divisie>
<ondertekening><functie>De Minister van Voorbeelden,</functie><naam><voornaam>A.B.</voornaam><achternaam>Jansen</achternaam></naam>
</ondertekening></tekst></vrije-tekst></algemeen></stuk></kamerstuk></officiele-publicatie>"""

QUESTIONS = """<officiele-publicatie><kamervragen><kamervraagkop><kamervraagnummer>2024Z00001</kamervraagnummer></kamervraagkop>
<kamervraagomschrijving>Vragen van het lid <naam><achternaam>Bos</achternaam></naam> (ABC) over
<kamervraagonderwerp>de wijkteams</kamervraagonderwerp>.</kamervraagomschrijving><vraag nr="1"><nr>Vraag 1</nr><al>Kent u het bericht over de wijkteams?</al></vraag>
<antwoord nr="1"><al>Antwoord 1</al><al>Ja, dat bericht ken ik.</al></antwoord></kamervragen></officiele-publicatie>"""

DEBATE = """<officiele-publicatie><handelingen><agendapunt><onderwerp>Jeugdhulp</onderwerp><spreekbeurt nieuw="ja">
<spreker><voorvoegsels>Mevrouw</voorvoegsels><naam><achternaam>Bos</achternaam></naam> (<politiek>ABC</politiek>):</spreker>
<tekst><al>Voorzitter. Elk kind moet hulp krijgen.</al><al>Dat is nu niet zo.</al></tekst></spreekbeurt></agendapunt></handelingen>
</officiele-publicatie>"""

OLD_DEBATE = """<handeling><item><titel>Jeugdhulp</titel><spreker><wie><aanspr>Mevrouw</aanspr><naam>Bos</naam> (<partij>ABC</partij>):</wie>
<al>Voorzitter. Elk kind moet hulp krijgen.</al><al>Dat is nu niet zo.</al></spreker></item></handeling>"""

LAW = """<toestand bwb-id="BWBR0099999" inwerkingtreding="2024-01-01"><bwb-inputbestand>BWBR0099999_0</bwb-inputbestand>
<wetgeving soort="wet" xml:lang="nl"><intitule>Wet van 1 maart 2014, houdende regels over wijkteams<meta-data><brondata>
<kenmerk>X</kenmerk></brondata></meta-data></intitule><citeertitel status="officieel">Wijkteamwet</citeertitel><wet-besluit>
<wettekst><hoofdstuk><kop><label>Hoofdstuk</label> <nr>2</nr><titel>Teams</titel></kop><artikel><kop><label>Artikel</label>
<nr>2.1</nr></kop><lid><lidnr>1</lidnr><al>Er is een team, bedoeld in <extref doc="jci1.3:c:BWBR0034925&amp;artikel=2.3">artikel 2.3</extref>:</al>
<lijst><li><li.nr>a.</li.nr><al>in elke wijk;</al></li></lijst><meta-data><jcis/></meta-data></lid><lid><lidnr>2</lidnr><al>Het college
wijst de leden aan.</al></lid></artikel><artikel><kop><label>Artikel</label><nr>2.2</nr></kop><al>Deze wet vervalt.</al></artikel>
</hoofdstuk></wettekst></wet-besluit></wetgeving></toestand>"""

LOCAL_RULE = """<cvdr xmlns="http://standaarden.overheid.nl/cvdr/terms/" xmlns:dcterms="http://purl.org/dc/terms/"><meta><owmskern>
<dcterms:identifier>CVDR12345_2</dcterms:identifier><dcterms:title>Verordening wijkteams Oost</dcterms:title>
<dcterms:language>nl</dcterms:language><dcterms:type scheme="overheid:Informatietype">regeling</dcterms:type>
<dcterms:creator scheme="overheid:Gemeente">Oost</dcterms:creator></owmskern><owmsmantel><dcterms:issued>2022-05-03</dcterms:issued>
</owmsmantel></meta><body><intitule>Verordening wijkteams Oost</intitule><regeling><aanhef><preambule><al>De raad besluit:</al>
</preambule></aanhef><regeling-tekst><artikel><kop><label>Artikel</label><nr>1</nr><titel>Team</titel></kop><al>Er is een team.</al>
</artikel></regeling-tekst></regeling></body></cvdr>"""

JUDGMENT = """<open-rechtspraak><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dcterms="http://purl.org/dc/terms/">
<rdf:Description><dcterms:identifier>ECLI:NL:RBXXX:2023:1</dcterms:identifier><dcterms:issued>2023-04-05</dcterms:issued>
<dcterms:language>nl</dcterms:language><dcterms:creator>Rechtbank Oost</dcterms:creator><dcterms:date>2023-03-27</dcterms:date>
</rdf:Description><rdf:Description><dcterms:title>ECLI:NL:RBXXX:2023:1 Rechtbank Oost</dcterms:title></rdf:Description></rdf:RDF>
<inhoudsindicatie xmlns="http://www.rechtspraak.nl/schema/rechtspraak-1.0"><para>Jeugdhulp. Plicht van de gemeente.</para></inhoudsindicatie>
<uitspraak xmlns="http://www.rechtspraak.nl/schema/rechtspraak-1.0"><section role="overwegingen"><title><nr>2</nr><emphasis role="bold">De
beoordeling</emphasis></title><paragroup><nr>2.1</nr><para>De gemeente moet hulp geven.<footnote-ref linkend="v1">1</footnote-ref></para>
</paragroup></section><footnote label="1" id="v1"><para>Zie artikel 2.3.</para></footnote></uitspraak></open-rechtspraak>"""

TEI = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>Verslag</title><author>J. Bos</author></titleStmt>
<publicationStmt><publisher>Archief Oost</publisher><date when="2020-02-01"/></publicationStmt></fileDesc></teiHeader><text><body>
<div><head>Opening</head><p>De raad opent.<note place="foot" n="3">Zie bijlage.</note> Daarna volgt het debat.</p></div></body></text></TEI>"""

DOCBOOK = """<article xmlns="http://docbook.org/ns/docbook"><info><title>Handleiding</title></info><section><title>Begin</title>
<para>Lees eerst dit.<footnote><para>En dan dat.</para></footnote></para><orderedlist><listitem><para>Een.</para></listitem><listitem>
<para>Twee.</para></listitem></orderedlist></section></article>"""

UNKNOWN = """<dossier><kern>Het plan</kern><stuk>De raad besluit dat het plan in maart wordt aangepast.</stuk><stuk>De kosten zijn
<hoog>hoger</hoog> dan eerder was geraamd door het college.</stuk><stuk>Daarom volgt in mei een nieuw voorstel.</stuk></dossier>"""

FILES = {
    "kamerstuk": KAMERSTUK,
    "questions": QUESTIONS,
    "debate": DEBATE,
    "old debate": OLD_DEBATE,
    "law": LAW,
    "local rule": LOCAL_RULE,
    "judgment": JUDGMENT,
    "tei": TEI,
    "docbook": DOCBOOK,
    "unknown": UNKNOWN,
}

RECORD = """<?xml version="1.0" encoding="UTF-8"?><metadata_gegevens>
<metadata name="DC.title" scheme="" content="Jeugdhulp in de wijk; Motie; Motie van het lid Bos over vaste teams"/>
<metadata name="OVERHEIDop.documenttitel" scheme="" content="Motie van het lid Bos over vaste teams"/>
<metadata name="OVERHEIDop.indiener" scheme="" content="C. Bos"/><metadata name="OVERHEIDop.indiener" scheme="" content="A. Aker"/>
<metadata name="OVERHEIDop.vergaderjaar" scheme="" content="2023-2024"/><metadata name="DCTERMS.language" content="nl"/>
<metadata name="DCTERMS.available" scheme="DCTERMS.W3CDTF" content="2024-03-14"/>
<metadata name="DCTERMS.issued" scheme="DCTERMS.W3CDTF" content="2024-03-12"/>
<metadata name="DC.type" scheme="OVERHEID.Informatietype" content="officiële publicatie"/>
<metadata name="DC.creator" scheme="OVERHEID.StatenGeneraal" content="Tweede Kamer der Staten-Generaal"/>
<metadata name="DC.type" scheme="OVERHEIDop.KamerstukTypen" content="Motie"/>
<metadata name="DC.type" scheme="OVERHEIDop.Parlementair" content="Kamerstuk"/>
<metadata name="DC.identifier" scheme="OVERHEIDop.ParlID" content="kst-90001-XII-8"/></metadata_gegevens>"""
