using System.Collections.Generic;
using System.Linq;

namespace Saxaul.Areas;

/// <summary>An area in a <see cref="Gazetteer"/>, with what it lies in and what lies in it.</summary>
public sealed class Place
{
    private readonly List<Place> children = [];

    internal Place(AreaKey key, long? parentId, AreaLevel level, string code, string name, string? kind, int edition)
    {
        Key = key;
        ParentId = parentId;
        Level = level;
        Code = code;
        Name = name;
        Kind = kind;
        Edition = edition;
    }

    public AreaKey Key { get; }

    /// <summary>The county it belongs to; 0 for provinces and prefectures.</summary>
    public int CountyKey => Key.CountyKey;

    public long Id => Key.Id;

    public AreaLevel Level { get; }

    /// <summary>Statistical code of 2, 4, 6, 9 or 12 digits.</summary>
    public string Code { get; }

    public string Name { get; }

    /// <summary>Urban-rural class where the source gives one.</summary>
    public string? Kind { get; }

    /// <summary>Year of the edition that says so.</summary>
    public int Edition { get; }

    /// <summary>Null at the top.</summary>
    public Place? Parent { get; private set; }

    /// <summary>In order of code.</summary>
    public IReadOnlyList<Place> Children => children;

    internal long? ParentId { get; }

    /// <summary>It and what it lies in, from the top down.</summary>
    public IReadOnlyList<Place> FromTheTop()
    {
        var path = new List<Place>();
        for (var place = this; place is not null; place = place.Parent)
            path.Add(place);
        path.Reverse();
        return path;
    }

    /// <summary>It or what it lies in, at a level; null when it stands above that level.</summary>
    public Place? At(AreaLevel level)
    {
        var place = this;
        while (place is not null && place.Level > level)
            place = place.Parent;
        return place?.Level == level ? place : null;
    }

    public bool LiesIn(Place other) => ReferenceEquals(At(other.Level), other);

    /// <summary>It and everything that lies in it.</summary>
    public IEnumerable<Place> WithAllBelow() => children.SelectMany(child => child.WithAllBelow()).Prepend(this);

    /// <summary>From the county down, as in 库车市/牙哈镇/玉奇玉吉买村; above the counties only its own name.</summary>
    public string Path => Level < AreaLevel.County ? Name : string.Join('/', FromTheTop().Where(place => place.Level >= AreaLevel.County).Select(place => place.Name));

    internal void LieIn(Place parent)
    {
        Parent = parent;
        parent.children.Add(this);
    }

    internal void SortChildren() => children.Sort(static (a, b) => string.CompareOrdinal(a.Code, b.Code));

    public override string ToString() => $"{Code} {Path}";
}
