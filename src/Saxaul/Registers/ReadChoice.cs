using System;
using System.Collections.Generic;
using System.Linq;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace Saxaul.Registers;

/// <summary>Reads one of the words that a definition may have in a place, such as a field's type. Of another one the reader's own message is in one language and names none of those there are.</summary>
internal sealed class ReadChoice : INodeDeserializer
{
    public bool Deserialize(IParser reader, Type expectedType, Func<IParser, Type, object?> nestedObjectDeserializer, out object? value, ObjectDeserializer rootDeserializer)
    {
        value = null;
        var type = Nullable.GetUnderlyingType(expectedType) ?? expectedType;
        // None at all is another reader's.
        if (!type.IsEnum || !reader.Accept<Scalar>(out var written) || written.Value.Length == 0)
            return false;
        var choices = Enum.GetValues(type).Cast<object>().ToDictionary(choice => UnderscoredNamingConvention.Instance.Apply(choice.ToString()!), StringComparer.OrdinalIgnoreCase);
        if (!choices.TryGetValue(written.Value, out value))
            throw new NoneException(written.Start, written.End, [.. choices.Keys]);
        reader.MoveNext();
        return true;
    }

    /// <summary>It is none of them.</summary>
    internal sealed class NoneException(in Mark start, in Mark end, IReadOnlyList<string> choices) : YamlException(start, end, "none of the choices")
    {
        public IReadOnlyList<string> Choices { get; } = choices;
    }
}
