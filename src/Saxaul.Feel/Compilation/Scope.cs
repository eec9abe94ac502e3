using System;
using System.Collections.Generic;

namespace Saxaul.Feel.Compilation;

/// <summary>The variables of one function, or of an expression outside any function: how many places it needs, and what it takes from around it.</summary>
internal sealed class Frame(Frame? outer)
{
    private readonly Dictionary<(Frame, int), int> _captured = [];

    public Frame? Outer { get; } = outer;

    public int Size { get; private set; }

    /// <summary>What the surrounding function evaluates when it makes this one, and where the values go.</summary>
    public List<(Node Value, int Slot)> Captures { get; } = [];

    public int NewSlot() => Size++;

    /// <summary>The variable of some surrounding frame, read from this one.</summary>
    public Node Read(Frame owner, int slot)
    {
        if (owner == this) return new LocalNode(slot);
        if (!_captured.TryGetValue((owner, slot), out int here))
        {
            here = NewSlot();
            _captured.Add((owner, slot), here);
            Captures.Add((Outer!.Read(owner, slot), here));
        }
        return new LocalNode(here);
    }
}

/// <summary>What names mean at a place, from the inside out.</summary>
internal abstract class Scope(Scope? outer)
{
    public Scope? Outer { get; } = outer;

    /// <summary>The node that reads the name for code in that frame; null when nobody knows the name.</summary>
    public static Node? Resolve(Scope? scope, string name, Frame frame, bool withItems = true)
    {
        for (; scope is not null; scope = scope.Outer)
        {
            switch (scope)
            {
                case VariableScope variable when variable.Name == name:
                    return frame.Read(variable.Owner, variable.Slot);
                case ItemScope item when withItems:
                    var value = frame.Read(item.Owner, item.Slot);
                    var outside = name == "item" ? value : Resolve(scope.Outer, name, frame);
                    return new ItemMemberNode(value, name, outside);
                case GlobalScope globals when globals.Find(name) is { } node:
                    return node;
            }
        }
        return Functions.BuiltIns.Find(name) is { } builtIn ? new ConstantNode(FeelValue.Function(builtIn)) : null;
    }
}

internal sealed class VariableScope(Scope? outer, string name, Frame owner, int slot) : Scope(outer)
{
    public string Name { get; } = name;

    public Frame Owner { get; } = owner;

    public int Slot { get; } = slot;
}

/// <summary>The inside of a filter: every entry of the item is a name, and which ones it has is known only when it is there.</summary>
internal sealed class ItemScope(Scope? outer, Frame owner, int slot) : Scope(outer)
{
    public Frame Owner { get; } = owner;

    public int Slot { get; } = slot;
}

/// <summary>What does not belong to any function: inputs, decisions, business knowledge models.</summary>
internal sealed class GlobalScope(Func<string, Node?> find) : Scope(null)
{
    public Node? Find(string name) => find(name);
}
