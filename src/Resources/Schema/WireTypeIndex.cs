namespace OrleansScheduler.Resources.Schema;

/// <summary>Where each type and alias of the embedded table stands.</summary>
internal sealed class WireTypeIndex
{
    private WireTypeIndex(
        Dictionary<string, WireTypeBlock> blocks,
        Dictionary<string, WireTypeAlias> aliases,
        Dictionary<GroupVersionKind, string> byKind)
    {
        Blocks = blocks;
        Aliases = aliases;
        ByKind = byKind;
    }

    /// <summary>By qualified type name.</summary>
    public IReadOnlyDictionary<string, WireTypeBlock> Blocks { get; }

    /// <summary>By qualified name.</summary>
    public IReadOnlyDictionary<string, WireTypeAlias> Aliases { get; }

    public IReadOnlyDictionary<GroupVersionKind, string> ByKind { get; }

    public static WireTypeIndex Load()
    {
        using var stream = typeof(WireTypeIndex).Assembly.GetManifestResourceStream("WireTypes.txt")
            ?? throw new InvalidOperationException("The table of wire types is not embedded.");
        using var reader = new StreamReader(stream);
        var package = "";
        WireTypeBlock? block = null;
        var blocks = new Dictionary<string, WireTypeBlock>();
        var aliases = new Dictionary<string, WireTypeAlias>();
        var byKind = new Dictionary<GroupVersionKind, string>();
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith('\t'))
            {
                block?.FieldLines.Add(line);
                continue;
            }

            var words = line.Split(' ');
            switch (words[0])
            {
                case "package":
                    package = words[1];
                    break;
                case "alias":
                    aliases.Add($"{package}.{words[1]}", WireTypeAlias.Parse(line));
                    break;
                case "type":
                    block = WireTypeBlock.Start(package, words);
                    blocks.Add(block.QualifiedName, block);
                    if (block.Kind is { } kind)
                    {
                        byKind.Add(kind, block.QualifiedName);
                    }

                    break;
            }
        }

        return new WireTypeIndex(blocks, aliases, byKind);
    }
}
