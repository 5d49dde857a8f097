using OrleansScheduler.Resources.Store.Log;

namespace OrleansScheduler.Storage.Tests.Contract;

/// <summary>Records of one revision each, whose payload follows from their nonce.</summary>
internal static class TestRecord
{
    public static LogRecord Create(long sequence, int bytes) => Create(sequence, Guid.NewGuid(), bytes);

    public static LogRecord Create(long sequence, Guid nonce, int bytes)
    {
        var payload = new byte[bytes];
        new Random(nonce.GetHashCode()).NextBytes(payload);
        return new LogRecord(sequence, nonce, sequence, sequence, payload);
    }

    public static void AssertIntact(LogRecord record)
    {
        Assert.Equal((record.Sequence, record.Sequence), (record.FirstRevision, record.LastRevision));
        var expected = Create(record.Sequence, record.Nonce, record.Payload.Length);
        Assert.True(expected.Payload.Span.SequenceEqual(record.Payload.Span), $"Record {record.Sequence} is damaged.");
    }
}
