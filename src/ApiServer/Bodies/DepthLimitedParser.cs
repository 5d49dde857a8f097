using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace OrleansScheduler.ApiServer.Bodies;

/// <summary>A YAML parser that refuses to nest too deep, before anything recursive reads its events.</summary>
internal sealed class DepthLimitedParser(TextReader text, int maxDepth) : IParser
{
    private readonly Parser _parser = new(text);
    private int _depth;

    public ParsingEvent? Current => _parser.Current;

    public bool MoveNext()
    {
        var moved = _parser.MoveNext();
        _depth += _parser.Current?.NestingIncrease ?? 0;
        return _depth <= maxDepth
            ? moved
            : throw new YamlException(_parser.Current!.Start, _parser.Current.End, "exceeded max depth");
    }
}
