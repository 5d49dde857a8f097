using System.Globalization;

namespace OrleansScheduler.Resources.Schema;

/// <summary>Turns lines of the embedded table into schemas; the file's head explains its form.</summary>
internal static class WireTypeParser
{
    public static TypeSchema ParseType(WireTypeIndex index, string name)
    {
        var block = index.Blocks[name];
        var members = block.FieldLines.Select(line => ParseField(index, block.Package, line));
        return new TypeSchema(block.Package, block.Name, [.. TypeMeta(block), .. members])
        {
            Kind = block.Kind,
            ModelName = block.ModelName,
            MapType = block.MapType,
        };
    }

    // Protobuf carries kind and apiVersion in the envelope, so they have no number.
    private static IEnumerable<FieldSchema> TypeMeta(WireTypeBlock block) => block.Kind is null
        ? []
        : [TypeMetaField("kind"), TypeMetaField("apiVersion")];

    private static FieldSchema TypeMetaField(string name) =>
        new() { Name = name, Shape = new ValueShape(ShapeKind.String, "string"), Number = 0, OmitEmpty = true };

    private static FieldSchema ParseField(WireTypeIndex index, string package, string line)
    {
        var cells = line.Split('\t');
        var flags = cells.Length > 4 ? cells[4].Split(' ') : [];
        string? Flag(string prefix) =>
            flags.FirstOrDefault(flag => flag.StartsWith(prefix, StringComparison.Ordinal))?[prefix.Length..];

        var list = Flag("list=")?.Split(':', 2);
        var patch = Flag("patch=")?.Split(':', 2);
        return new FieldSchema
        {
            Name = cells[1] == "+" ? "" : cells[1],
            Shape = ParseShape(index, package, cells[2]),
            Number = int.Parse(cells[3], CultureInfo.InvariantCulture),
            OmitEmpty = flags.Contains("omitempty"),
            OmitZero = flags.Contains("omitzero"),
            IsRequired = flags.Contains("required"),
            Default = Flag("default="),
            ListType = list is null ? null : Enum.Parse<ListType>(list[0], ignoreCase: true),
            ListKeys = list is [_, var keys] ? keys.Split(',') : [],
            MapType = Flag("map="),
            PatchStrategy = patch is null ? PatchStrategy.Default : Enum.Parse<PatchStrategy>(patch[0], ignoreCase: true),
            PatchMergeKey = patch is [_, var key] ? key : null,
        };
    }

    private static ValueShape ParseShape(WireTypeIndex index, string package, string goType)
    {
        if (goType.StartsWith('*'))
        {
            return ParseShape(index, package, goType[1..]) with { IsPointer = true };
        }

        if (goType == "[]byte")
        {
            return new ValueShape(ShapeKind.Bytes, "[]uint8");
        }

        if (goType.StartsWith("[]", StringComparison.Ordinal))
        {
            var element = ParseShape(index, package, goType[2..]);
            return new ValueShape(ShapeKind.List, $"[]{Pointer(element)}{element.GoType}") { Element = element };
        }

        if (goType.StartsWith("map[", StringComparison.Ordinal))
        {
            var close = goType.IndexOf(']', StringComparison.Ordinal);
            var key = ParseShape(index, package, goType[4..close]);
            var value = ParseShape(index, package, goType[(close + 1)..]);
            return new ValueShape(ShapeKind.Map, $"map[{key.GoType}]{Pointer(value)}{value.GoType}") { Element = value };
        }

        return ParseName(index, package, goType);
    }

    private static string Pointer(ValueShape shape) => shape.IsPointer ? "*" : "";

    private static ValueShape ParseName(WireTypeIndex index, string package, string name)
    {
        if (Scalar(name) is { } scalar)
        {
            return new ValueShape(scalar, name);
        }

        var qualified = name.Contains('.', StringComparison.Ordinal) ? name : $"{package}.{name}";
        var goType = qualified[(qualified.IndexOf('/', StringComparison.Ordinal) + 1)..];
        if (Special(qualified) is { } special)
        {
            return new ValueShape(special, goType);
        }

        if (index.Aliases.TryGetValue(qualified, out var alias))
        {
            var aliased = ParseShape(index, qualified[..qualified.LastIndexOf('.')], alias.GoType);
            return aliased with { GoType = goType, Values = alias.Values };
        }

        return index.Blocks.ContainsKey(qualified)
            ? new ValueShape(goType, () => WireTypes.Get(qualified))
            : throw new InvalidDataException($"The table of wire types does not define {qualified}.");
    }

    private static ShapeKind? Scalar(string name) => name switch
    {
        "string" => ShapeKind.String,
        "int32" => ShapeKind.Int32,
        "int64" => ShapeKind.Int64,
        "bool" => ShapeKind.Bool,
        "float64" => ShapeKind.Float64,
        "json" => ShapeKind.Json,
        _ => null,
    };

    private static ShapeKind? Special(string qualified) => qualified switch
    {
        "types.UID" or "types.NodeName" => ShapeKind.String,
        "resource.Quantity" => ShapeKind.Quantity,
        "intstr.IntOrString" => ShapeKind.IntOrString,
        "runtime.RawExtension" => ShapeKind.RawExtension,
        "meta/v1.Time" => ShapeKind.Time,
        "meta/v1.MicroTime" => ShapeKind.MicroTime,
        "meta/v1.FieldsV1" => ShapeKind.FieldsV1,
        "apiextensions/v1.JSON" => ShapeKind.Json,
        _ => null,
    };
}
