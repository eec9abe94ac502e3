using System.Collections.Generic;
using System.Linq;
using System.Xml.Linq;

namespace Saxaul.Feel.Tck;

/// <summary>Values as test cases write them: a typed value, a list of items or components with names.</summary>
internal static class TckValue
{
    private static readonly XNamespace Instance = "http://www.w3.org/2001/XMLSchema-instance";

    /// <summary>The value that an inputNode, expected, item or component holds; false when it cannot be read.</summary>
    public static bool TryRead(XElement holder, out FeelValue value)
    {
        value = default;
        if ((string?)holder.Attribute(Instance + "nil") == "true") return true;
        var components = holder.Elements().Where(e => e.Name.LocalName == "component").ToList();
        if (components.Count > 0)
        {
            var context = FeelContext.Of();
            foreach (var component in components)
            {
                if (!TryRead(component, out var entry)) return false;
                context = context.With((string?)component.Attribute("name") ?? "", entry);
            }
            value = FeelValue.Context(context);
            return true;
        }
        var list = holder.Elements().FirstOrDefault(e => e.Name.LocalName == "list");
        if (list is not null) return TryReadList(list, out value);
        var single = holder.Elements().FirstOrDefault(e => e.Name.LocalName == "value");
        return single is null ? !holder.HasElements : TryReadSingle(single, out value);
    }

    private static bool TryReadList(XElement list, out FeelValue value)
    {
        value = default;
        var items = new List<FeelValue>();
        foreach (var item in list.Elements().Where(e => e.Name.LocalName == "item"))
        {
            if (!TryRead(item, out var read)) return false;
            items.Add(read);
        }
        value = FeelValue.ListOf(items);
        return true;
    }

    private static bool TryReadSingle(XElement element, out FeelValue value)
    {
        value = default;
        if ((string?)element.Attribute(Instance + "nil") == "true") return true;
        string type = (string?)element.Attribute(Instance + "type") ?? "string", text = element.Value;
        value = type[(type.IndexOf(':') + 1)..] switch
        {
            "string" => text,
            "boolean" => text.Trim() switch
            {
                "true" or "1" => true,
                "false" or "0" => false,
                _ => default(FeelValue),
            },
            "decimal" or "double" or "float" or "integer" or "int" or "long" => FeelNumber.TryParse(text.Trim(), out var number) ? number : default(FeelValue),
            "date" => TemporalText.ParseDate(text.Trim()),
            "time" => TemporalText.ParseTime(text.Trim()),
            "dateTime" => TemporalText.ParseDateTime(text.Trim()),
            "duration" or "dayTimeDuration" or "yearMonthDuration" => TemporalText.ParseDuration(text.Trim()),
            _ => default,
        };
        return !value.IsNull;
    }
}
