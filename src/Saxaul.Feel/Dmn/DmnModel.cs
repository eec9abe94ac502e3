using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace Saxaul.Feel.Dmn;

/// <summary>
/// A decision model as its file says it, with what is wrong with the file. Loading never throws because of the content: a file that is no model gives
/// an empty model with a problem. <see cref="Compile(IReadOnlyList{string})"/> makes it evaluable.
/// </summary>
public sealed class DmnModel
{
    private readonly List<DmnElement> _elements = [];
    private readonly List<FeelError> _problems = [];
    private Dictionary<string, DmnElement>? _byId;

    internal DmnModel()
    {
    }

    public string Name { get; internal set; } = "";

    public string Namespace { get; internal set; } = "";

    public string? Description { get; internal set; }

    /// <summary>What is wrong with the file itself; what is wrong with its expressions, <see cref="DmnProgram.Problems"/> says.</summary>
    public IReadOnlyList<FeelError> Problems => _problems;

    public IReadOnlyList<DmnImport> Imports { get; internal set; } = [];

    public IEnumerable<DmnDecision> Decisions => _elements.OfType<DmnDecision>();

    public IEnumerable<DmnInputData> Inputs => _elements.OfType<DmnInputData>();

    public IEnumerable<DmnKnowledgeModel> KnowledgeModels => _elements.OfType<DmnKnowledgeModel>();

    public IEnumerable<DmnDecisionService> Services => _elements.OfType<DmnDecisionService>();

    public IEnumerable<DmnItemDefinition> Types => _elements.OfType<DmnItemDefinition>();

    public IEnumerable<DmnKnowledgeSource> KnowledgeSources => _elements.OfType<DmnKnowledgeSource>();

    /// <summary>The models among which imports are looked for.</summary>
    internal IReadOnlyList<DmnModel> Library { get; private set; } = [];

    /// <summary>Reads a model.</summary>
    /// <param name="stream">The XML; DTDs are refused, and more than 16 million characters.</param>
    /// <param name="library">The models that it may import.</param>
    public static DmnModel Load(Stream stream, IEnumerable<DmnModel>? library = null)
    {
        var model = DmnReader.Read(stream);
        model.Library = [.. library ?? []];
        return model;
    }

    /// <summary>Reads a model from text.</summary>
    public static DmnModel Load(string xml, IEnumerable<DmnModel>? library = null)
    {
        var model = DmnReader.Read(xml);
        model.Library = [.. library ?? []];
        return model;
    }

    /// <summary>Makes the model evaluable, with inputs in the given order. Names that the model does not use are allowed; an input of the model that is not among them is null.</summary>
    public DmnProgram Compile(params IReadOnlyList<string> inputNames) => new DmnLinker(this, inputNames).Link();

    /// <summary>Makes the model evaluable with its own inputs, and those of the models it imports, in the order of the files.</summary>
    public DmnProgram Compile() => Compile([.. Library.Prepend(this).SelectMany(m => m.Inputs).Select(i => i.Name).Distinct(StringComparer.Ordinal)]);

    /// <summary>The documents and persons on whose authority the decision is made.</summary>
    public IEnumerable<DmnKnowledgeSource> SourcesOf(DmnDecision decision) =>
        decision.Requirements.Authorities.Select(Find).OfType<DmnKnowledgeSource>();

    internal DmnElement? Find(string reference)
    {
        _byId ??= _elements.Where(e => e.Id.Length > 0).DistinctBy(e => e.Id).ToDictionary(e => e.Id, StringComparer.Ordinal);
        int hash = reference.IndexOf('#', StringComparison.Ordinal);
        if (hash > 0 && reference[..hash] != Namespace) return null;
        return _byId.GetValueOrDefault(reference[(hash + 1)..]);
    }

    internal void Add(DmnElement element) => _elements.Add(element);

    internal void AddProblem(FeelError problem) => _problems.Add(problem);
}
