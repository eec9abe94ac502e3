using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Xml;
using System.Xml.Linq;
using Saxaul.Feel.Syntax;

namespace Saxaul.Feel.Dmn;

/// <summary>Reads the XML of DMN 1.1 to 1.5. Diagrams and extensions are passed over.</summary>
internal sealed partial class DmnReader
{
    private const long MostCharacters = 16_000_000;
    private const int DeepestBoxes = 60;

    private static readonly HashSet<string> Namespaces = new(StringComparer.Ordinal)
    {
        "http://www.omg.org/spec/DMN/20151101/dmn.xsd",
        "http://www.omg.org/spec/DMN/20180521/MODEL/",
        "https://www.omg.org/spec/DMN/20191111/MODEL/",
        "https://www.omg.org/spec/DMN/20211108/MODEL/",
        "https://www.omg.org/spec/DMN/20230324/MODEL/",
    };

    private readonly DmnModel _model = new();
    private readonly XNamespace _namespace;
    private int _depth;

    private DmnReader(XNamespace @namespace) => _namespace = @namespace;

    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersInDocument = MostCharacters,
    };

    public static DmnModel Read(Stream stream) => Read(() => XmlReader.Create(stream, Settings));

    public static DmnModel Read(string xml) => Read(() => XmlReader.Create(new StringReader(xml), Settings));

    private static DmnModel Read(Func<XmlReader> open)
    {
        XElement root;
        try
        {
            using var reader = open();
            root = XDocument.Load(reader).Root!;
        }
        catch (XmlException e)
        {
            var broken = new DmnModel();
            broken.AddProblem(e.Message.Contains("DTD", StringComparison.Ordinal) ? FeelError.DtdRefused()
                : e.Message.Contains("MaxCharacters", StringComparison.Ordinal) ? FeelError.FileTooLarge(MostCharacters)
                : FeelError.NotXml(e.LineNumber, e.LinePosition));
            return broken;
        }
        if (root.Name.LocalName != "definitions" || !Namespaces.Contains(root.Name.NamespaceName))
        {
            var broken = new DmnModel();
            broken.AddProblem(FeelError.NotDmn(root.Name.LocalName, root.Name.NamespaceName));
            return broken;
        }
        return new DmnReader(root.Name.Namespace).ReadDefinitions(root);
    }

    private DmnModel ReadDefinitions(XElement root)
    {
        _model.Name = Name(root);
        _model.Namespace = (string?)root.Attribute("namespace") ?? "";
        _model.Description = Text(root, "description");
        var ids = new HashSet<string>(StringComparer.Ordinal);
        foreach (var element in root.Elements())
        {
            if (element.Name.Namespace != _namespace || ReadElement(element) is not { } read) continue;
            if (read.Id.Length > 0 && !ids.Add(read.Id)) _model.AddProblem(FeelError.DuplicateId(read.Id, read.Name));
            if (read.Name.Length == 0) _model.AddProblem(FeelError.NoName(element.Name.LocalName, read.Id));
            _model.Add(read);
        }
        _model.Imports =
        [
            .. Children(root, "import")
                .Where(i => Namespaces.Contains((string?)i.Attribute("importType") ?? ""))
                .Select(i => new DmnImport(Name(i), (string?)i.Attribute("namespace") ?? "")),
        ];
        return _model;
    }

    private DmnElement? ReadElement(XElement element)
    {
        string id = (string?)element.Attribute("id") ?? "", name = Name(element);
        string? label = (string?)element.Attribute("label"), description = Text(element, "description");
        string? type = TypeOf(Child(element, "variable"));
        switch (element.Name.LocalName)
        {
            case "decision":
                return new DmnDecision(
                    id, name, label, description, Text(element, "question"), Text(element, "allowedAnswers"), type, Requirements(element), LogicOf(element));
            case "inputData":
                return new DmnInputData(id, name, label, description, type);
            case "businessKnowledgeModel":
                var logic = Child(element, "encapsulatedLogic");
                return new DmnKnowledgeModel(id, name, label, description, type, Requirements(element), logic is null ? null : Function(logic));
            case "knowledgeSource":
                return new DmnKnowledgeSource(id, name, label, description, (string?)element.Attribute("locationURI"));
            case "decisionService":
                return new DmnDecisionService(
                    id, name, label, description, type, References(element, "outputDecision"), References(element, "inputDecision"), References(element, "inputData"));
            case "itemDefinition":
                return ItemDefinition(element);
            default:
                return null;
        }
    }

    private DmnItemDefinition ItemDefinition(XElement element)
    {
        if (++_depth > DeepestBoxes) _model.AddProblem(FeelError.BoxesTooDeep());
        var function = Child(element, "functionItem");
        var allowed = Child(element, "allowedValues") ?? Child(element, "typeConstraint");
        var components = _depth > DeepestBoxes ? [] : Children(element, "itemComponent").Select(ItemDefinition).ToList();
        _depth--;
        return new DmnItemDefinition(
            (string?)element.Attribute("id") ?? "",
            Name(element),
            (string?)element.Attribute("label"),
            Text(element, "description"),
            TypeRef(Text(element, "typeRef"), element),
            allowed is null ? null : Text(allowed, "text"),
            (bool?)element.Attribute("isCollection") ?? false,
            allowed?.Name.LocalName == "typeConstraint",
            components,
            function is null ? null : [.. Children(function, "parameters").Select(Parameter)],
            function is null ? null : TypeRef((string?)function.Attribute("outputTypeRef"), function));
    }

    private DmnRequirements Requirements(XElement element) => new(
        [.. Children(element, "informationRequirement").SelectMany(r => References(r, "requiredInput"))],
        [.. Children(element, "informationRequirement").SelectMany(r => References(r, "requiredDecision"))],
        [.. Children(element, "knowledgeRequirement").SelectMany(r => References(r, "requiredKnowledge"))],
        [.. Children(element, "authorityRequirement").SelectMany(r => References(r, "requiredAuthority"))]);

    private IReadOnlyList<string> References(XElement element, string name) =>
        [.. Children(element, name).Select(e => (string?)e.Attribute("href") ?? "")];

    private BoxedParameter Parameter(XElement element) => new(Name(element), TypeOf(element));

    private IEnumerable<XElement> Children(XElement element, string name) => element.Elements(_namespace + name);

    private XElement? Child(XElement element, string name) => element.Element(_namespace + name);

    private string? Text(XElement element, string child) => Child(element, child)?.Value.Trim();

    private static string Name(XElement element) => NameScope.Normalize((string?)element.Attribute("name") ?? "");

    private static string? TypeOf(XElement? element) => element is null ? null : TypeRef((string?)element.Attribute("typeRef"), element);

    // In DMN 1.1 a type is an XML name with a prefix: "feel:string". Later its parts are separated by a point.
    private static string? TypeRef(string? text, XElement place)
    {
        if (string.IsNullOrWhiteSpace(text)) return null;
        int colon = text.IndexOf(':', StringComparison.Ordinal);
        bool isPrefix = colon > 0 && !text.Contains('<') && place.GetNamespaceOfPrefix(text[..colon].Trim()) is not null;
        return NameScope.Normalize(isPrefix || text.StartsWith("feel:", StringComparison.Ordinal) ? text[(colon + 1)..] : text);
    }
}
