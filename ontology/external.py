"""Names reused from other vocabularies. GENERATED from the Turtle files by `make terms`; do not edit."""

from typing import Final

from pyoxigraph import NamedNode


class FOAF:
    """Terms of <http://xmlns.com/foaf/0.1/>."""

    Agent: Final = NamedNode("http://xmlns.com/foaf/0.1/Agent")
    Group: Final = NamedNode("http://xmlns.com/foaf/0.1/Group")
    Organization: Final = NamedNode("http://xmlns.com/foaf/0.1/Organization")
    Person: Final = NamedNode("http://xmlns.com/foaf/0.1/Person")


class FTM:
    """Terms of <https://schema.followthemoney.tech/#>."""

    Article: Final = NamedNode("https://schema.followthemoney.tech/#Article")
    Event: Final = NamedNode("https://schema.followthemoney.tech/#Event")
    LegalEntity: Final = NamedNode("https://schema.followthemoney.tech/#LegalEntity")
    Mention: Final = NamedNode("https://schema.followthemoney.tech/#Mention")
    Organization: Final = NamedNode("https://schema.followthemoney.tech/#Organization")
    Person: Final = NamedNode("https://schema.followthemoney.tech/#Person")


class GAF:
    """Terms of <http://groundedannotationframework.org/gaf#>."""

    Mention: Final = NamedNode("http://groundedannotationframework.org/gaf#Mention")
    denotedBy: Final = NamedNode("http://groundedannotationframework.org/gaf#denotedBy")
    denotes: Final = NamedNode("http://groundedannotationframework.org/gaf#denotes")


class GEO:
    """Terms of <http://www.opengis.net/ont/geosparql#>."""

    Feature: Final = NamedNode("http://www.opengis.net/ont/geosparql#Feature")
    Geometry: Final = NamedNode("http://www.opengis.net/ont/geosparql#Geometry")
    asWKT: Final = NamedNode("http://www.opengis.net/ont/geosparql#asWKT")
    hasGeometry: Final = NamedNode("http://www.opengis.net/ont/geosparql#hasGeometry")
    wktLiteral: Final = NamedNode("http://www.opengis.net/ont/geosparql#wktLiteral")


class GRASP:
    """Terms of <http://groundedannotationframework.org/grasp#>."""

    wasAttributedTo: Final = NamedNode("http://groundedannotationframework.org/grasp#wasAttributedTo")


class OA:
    """Terms of <http://www.w3.org/ns/oa#>."""

    Selector: Final = NamedNode("http://www.w3.org/ns/oa#Selector")
    SpecificResource: Final = NamedNode("http://www.w3.org/ns/oa#SpecificResource")
    TextPositionSelector: Final = NamedNode("http://www.w3.org/ns/oa#TextPositionSelector")
    TextQuoteSelector: Final = NamedNode("http://www.w3.org/ns/oa#TextQuoteSelector")
    end: Final = NamedNode("http://www.w3.org/ns/oa#end")
    exact: Final = NamedNode("http://www.w3.org/ns/oa#exact")
    hasSelector: Final = NamedNode("http://www.w3.org/ns/oa#hasSelector")
    hasSource: Final = NamedNode("http://www.w3.org/ns/oa#hasSource")
    prefix: Final = NamedNode("http://www.w3.org/ns/oa#prefix")
    start: Final = NamedNode("http://www.w3.org/ns/oa#start")
    suffix: Final = NamedNode("http://www.w3.org/ns/oa#suffix")


class ORG:
    """Terms of <http://www.w3.org/ns/org#>."""

    Membership: Final = NamedNode("http://www.w3.org/ns/org#Membership")
    Organization: Final = NamedNode("http://www.w3.org/ns/org#Organization")
    Post: Final = NamedNode("http://www.w3.org/ns/org#Post")
    holds: Final = NamedNode("http://www.w3.org/ns/org#holds")
    member: Final = NamedNode("http://www.w3.org/ns/org#member")
    memberOf: Final = NamedNode("http://www.w3.org/ns/org#memberOf")
    organization: Final = NamedNode("http://www.w3.org/ns/org#organization")
    postIn: Final = NamedNode("http://www.w3.org/ns/org#postIn")
    subOrganizationOf: Final = NamedNode("http://www.w3.org/ns/org#subOrganizationOf")


class OWL:
    """Terms of <http://www.w3.org/2002/07/owl#>."""

    sameAs: Final = NamedNode("http://www.w3.org/2002/07/owl#sameAs")


class PLOVER:
    """Terms of <https://w3id.org/claimgraph/plover#>."""

    ACCUSE: Final = NamedNode("https://w3id.org/claimgraph/plover#ACCUSE")
    AGREE: Final = NamedNode("https://w3id.org/claimgraph/plover#AGREE")
    AID: Final = NamedNode("https://w3id.org/claimgraph/plover#AID")
    ASSAULT: Final = NamedNode("https://w3id.org/claimgraph/plover#ASSAULT")
    COERCE: Final = NamedNode("https://w3id.org/claimgraph/plover#COERCE")
    CONCEDE: Final = NamedNode("https://w3id.org/claimgraph/plover#CONCEDE")
    CONSULT: Final = NamedNode("https://w3id.org/claimgraph/plover#CONSULT")
    COOPERATE: Final = NamedNode("https://w3id.org/claimgraph/plover#COOPERATE")
    MOBILIZE: Final = NamedNode("https://w3id.org/claimgraph/plover#MOBILIZE")
    PROTEST: Final = NamedNode("https://w3id.org/claimgraph/plover#PROTEST")
    REJECT: Final = NamedNode("https://w3id.org/claimgraph/plover#REJECT")
    REQUEST: Final = NamedNode("https://w3id.org/claimgraph/plover#REQUEST")
    RETREAT: Final = NamedNode("https://w3id.org/claimgraph/plover#RETREAT")
    SANCTION: Final = NamedNode("https://w3id.org/claimgraph/plover#SANCTION")
    SUPPORT: Final = NamedNode("https://w3id.org/claimgraph/plover#SUPPORT")
    THREATEN: Final = NamedNode("https://w3id.org/claimgraph/plover#THREATEN")


class PROV:
    """Terms of <http://www.w3.org/ns/prov#>."""

    Activity: Final = NamedNode("http://www.w3.org/ns/prov#Activity")
    Agent: Final = NamedNode("http://www.w3.org/ns/prov#Agent")
    Entity: Final = NamedNode("http://www.w3.org/ns/prov#Entity")
    Organization: Final = NamedNode("http://www.w3.org/ns/prov#Organization")
    Person: Final = NamedNode("http://www.w3.org/ns/prov#Person")
    SoftwareAgent: Final = NamedNode("http://www.w3.org/ns/prov#SoftwareAgent")
    endedAtTime: Final = NamedNode("http://www.w3.org/ns/prov#endedAtTime")
    generatedAtTime: Final = NamedNode("http://www.w3.org/ns/prov#generatedAtTime")
    hadPrimarySource: Final = NamedNode("http://www.w3.org/ns/prov#hadPrimarySource")
    startedAtTime: Final = NamedNode("http://www.w3.org/ns/prov#startedAtTime")
    used: Final = NamedNode("http://www.w3.org/ns/prov#used")
    wasAssociatedWith: Final = NamedNode("http://www.w3.org/ns/prov#wasAssociatedWith")
    wasAttributedTo: Final = NamedNode("http://www.w3.org/ns/prov#wasAttributedTo")
    wasDerivedFrom: Final = NamedNode("http://www.w3.org/ns/prov#wasDerivedFrom")
    wasGeneratedBy: Final = NamedNode("http://www.w3.org/ns/prov#wasGeneratedBy")
    wasQuotedFrom: Final = NamedNode("http://www.w3.org/ns/prov#wasQuotedFrom")


class RDF:
    """Terms of <http://www.w3.org/1999/02/22-rdf-syntax-ns#>."""

    langString: Final = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#langString")
    object: Final = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#object")
    predicate: Final = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#predicate")
    subject: Final = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#subject")
    type: Final = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")


class RDFS:
    """Terms of <http://www.w3.org/2000/01/rdf-schema#>."""

    comment: Final = NamedNode("http://www.w3.org/2000/01/rdf-schema#comment")
    label: Final = NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
    seeAlso: Final = NamedNode("http://www.w3.org/2000/01/rdf-schema#seeAlso")


class SCHEMA:
    """Terms of <https://schema.org/>."""

    Claim: Final = NamedNode("https://schema.org/Claim")
    Event: Final = NamedNode("https://schema.org/Event")
    NewsArticle: Final = NamedNode("https://schema.org/NewsArticle")
    Organization: Final = NamedNode("https://schema.org/Organization")
    Person: Final = NamedNode("https://schema.org/Person")
    Place: Final = NamedNode("https://schema.org/Place")
    QuantitativeValue: Final = NamedNode("https://schema.org/QuantitativeValue")
    Quotation: Final = NamedNode("https://schema.org/Quotation")
    abstract: Final = NamedNode("https://schema.org/abstract")
    containedInPlace: Final = NamedNode("https://schema.org/containedInPlace")
    datePublished: Final = NamedNode("https://schema.org/datePublished")
    endDate: Final = NamedNode("https://schema.org/endDate")
    headline: Final = NamedNode("https://schema.org/headline")
    inLanguage: Final = NamedNode("https://schema.org/inLanguage")
    isPartOf: Final = NamedNode("https://schema.org/isPartOf")
    location: Final = NamedNode("https://schema.org/location")
    mentions: Final = NamedNode("https://schema.org/mentions")
    name: Final = NamedNode("https://schema.org/name")
    publisher: Final = NamedNode("https://schema.org/publisher")
    softwareVersion: Final = NamedNode("https://schema.org/softwareVersion")
    startDate: Final = NamedNode("https://schema.org/startDate")
    text: Final = NamedNode("https://schema.org/text")
    url: Final = NamedNode("https://schema.org/url")


class SEM:
    """Terms of <http://semanticweb.cs.vu.nl/2009/11/sem/>."""

    Actor: Final = NamedNode("http://semanticweb.cs.vu.nl/2009/11/sem/Actor")
    Event: Final = NamedNode("http://semanticweb.cs.vu.nl/2009/11/sem/Event")
    Place: Final = NamedNode("http://semanticweb.cs.vu.nl/2009/11/sem/Place")
    eventProperty: Final = NamedNode("http://semanticweb.cs.vu.nl/2009/11/sem/eventProperty")
    hasActor: Final = NamedNode("http://semanticweb.cs.vu.nl/2009/11/sem/hasActor")
    hasBeginTimeStamp: Final = NamedNode("http://semanticweb.cs.vu.nl/2009/11/sem/hasBeginTimeStamp")
    hasEndTimeStamp: Final = NamedNode("http://semanticweb.cs.vu.nl/2009/11/sem/hasEndTimeStamp")
    hasPlace: Final = NamedNode("http://semanticweb.cs.vu.nl/2009/11/sem/hasPlace")
    hasTime: Final = NamedNode("http://semanticweb.cs.vu.nl/2009/11/sem/hasTime")
    hasTimeStamp: Final = NamedNode("http://semanticweb.cs.vu.nl/2009/11/sem/hasTimeStamp")


class SKOS:
    """Terms of <http://www.w3.org/2004/02/skos/core#>."""

    Collection: Final = NamedNode("http://www.w3.org/2004/02/skos/core#Collection")
    Concept: Final = NamedNode("http://www.w3.org/2004/02/skos/core#Concept")
    ConceptScheme: Final = NamedNode("http://www.w3.org/2004/02/skos/core#ConceptScheme")
    altLabel: Final = NamedNode("http://www.w3.org/2004/02/skos/core#altLabel")
    broadMatch: Final = NamedNode("http://www.w3.org/2004/02/skos/core#broadMatch")
    broader: Final = NamedNode("http://www.w3.org/2004/02/skos/core#broader")
    closeMatch: Final = NamedNode("http://www.w3.org/2004/02/skos/core#closeMatch")
    definition: Final = NamedNode("http://www.w3.org/2004/02/skos/core#definition")
    exactMatch: Final = NamedNode("http://www.w3.org/2004/02/skos/core#exactMatch")
    inScheme: Final = NamedNode("http://www.w3.org/2004/02/skos/core#inScheme")
    mappingRelation: Final = NamedNode("http://www.w3.org/2004/02/skos/core#mappingRelation")
    member: Final = NamedNode("http://www.w3.org/2004/02/skos/core#member")
    narrower: Final = NamedNode("http://www.w3.org/2004/02/skos/core#narrower")
    notation: Final = NamedNode("http://www.w3.org/2004/02/skos/core#notation")
    prefLabel: Final = NamedNode("http://www.w3.org/2004/02/skos/core#prefLabel")
    semanticRelation: Final = NamedNode("http://www.w3.org/2004/02/skos/core#semanticRelation")


class TIME:
    """Terms of <http://www.w3.org/2006/time#>."""

    Instant: Final = NamedNode("http://www.w3.org/2006/time#Instant")
    Interval: Final = NamedNode("http://www.w3.org/2006/time#Interval")
    hasBeginning: Final = NamedNode("http://www.w3.org/2006/time#hasBeginning")
    hasEnd: Final = NamedNode("http://www.w3.org/2006/time#hasEnd")
    inXSDDate: Final = NamedNode("http://www.w3.org/2006/time#inXSDDate")


class WDT:
    """Terms of <http://www.wikidata.org/prop/direct/>."""

    P102: Final = NamedNode("http://www.wikidata.org/prop/direct/P102")
    P17: Final = NamedNode("http://www.wikidata.org/prop/direct/P17")
    P27: Final = NamedNode("http://www.wikidata.org/prop/direct/P27")
    P39: Final = NamedNode("http://www.wikidata.org/prop/direct/P39")
    P463: Final = NamedNode("http://www.wikidata.org/prop/direct/P463")
    P625: Final = NamedNode("http://www.wikidata.org/prop/direct/P625")


class XSD:
    """Terms of <http://www.w3.org/2001/XMLSchema#>."""

    anyURI: Final = NamedNode("http://www.w3.org/2001/XMLSchema#anyURI")
    boolean: Final = NamedNode("http://www.w3.org/2001/XMLSchema#boolean")
    date: Final = NamedNode("http://www.w3.org/2001/XMLSchema#date")
    dateTime: Final = NamedNode("http://www.w3.org/2001/XMLSchema#dateTime")
    decimal: Final = NamedNode("http://www.w3.org/2001/XMLSchema#decimal")
    double: Final = NamedNode("http://www.w3.org/2001/XMLSchema#double")
    gYear: Final = NamedNode("http://www.w3.org/2001/XMLSchema#gYear")
    gYearMonth: Final = NamedNode("http://www.w3.org/2001/XMLSchema#gYearMonth")
    integer: Final = NamedNode("http://www.w3.org/2001/XMLSchema#integer")
    string: Final = NamedNode("http://www.w3.org/2001/XMLSchema#string")
