using OrleansScheduler.Resources.Store;
using OrleansScheduler.Resources.Store.Log;
using OrleansScheduler.Storage.Tests.Contract;

namespace OrleansScheduler.Storage.Tests.Ring;

/// <summary>Damaged storage is told, never repaired silently.</summary>
public sealed class RingDamageTests
{
    private const string Log = "pods";

    private readonly InMemoryGrainStorage _storage = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("pods/head")]
    [InlineData("pods/slot-2")]
    public async Task OpenAsync_TornBlock_IsLoud(string name)
    {
        await WriteAsync(Log, 5);
        var bytes = _storage.Get(name);
        bytes[^1] ^= 1;
        _storage.Damage(name, bytes);

        await Assert.ThrowsAsync<LogCorruptException>(() => Rings.Open(_storage, Rings.Small).OpenAsync(Log, Token));
    }

    [Theory]
    [InlineData("pods/slot-2", "jobs/slot-2")]
    [InlineData("pods/slot-2", "pods/slot-3")]
    [InlineData("pods/head", "jobs/head")]
    public async Task OpenAsync_BlockOfAnotherPlace_IsLoud(string name, string from)
    {
        await WriteAsync(Log, 5);
        await WriteAsync("jobs", 5);
        _storage.Damage(name, _storage.Get(from));

        await Assert.ThrowsAsync<LogCorruptException>(() => Rings.Open(_storage, Rings.Small).OpenAsync(Log, Token));
    }

    [Fact]
    public async Task OpenAsync_SlotInTheMiddleIsGone_IsLoud()
    {
        await WriteAsync(Log, 5);
        _storage.Damage("pods/slot-3", null);

        await Assert.ThrowsAsync<LogCorruptException>(() => Rings.Open(_storage, Rings.Small).OpenAsync(Log, Token));
    }

    [Fact]
    public async Task ReadAsync_ArchivedBlockIsGone_IsLoud()
    {
        await WriteAsync(Log, 100);
        _storage.Damage(_storage.Names.First(name => name.StartsWith("pods/volume-", StringComparison.Ordinal)), null);
        var store = Rings.Open(_storage, Rings.Small);
        await store.OpenAsync(Log, Token);

        await Assert.ThrowsAsync<LogCorruptException>(
            async () => await store.ReadAsync(Log, 1, Token).ToListAsync(Token));
    }

    [Fact]
    public async Task OpenAsync_StorageDown_SaysSoWithoutSecrets()
    {
        var down = new FaultyGrainStorage(_storage, _ => throw new IOException("Host=db;Password=secret refused"));

        var told = await Assert.ThrowsAsync<StoreUnavailableException>(
            () => Rings.Open(down, Rings.Small).OpenAsync(Log, Token));

        Assert.DoesNotContain("secret", told.Message, StringComparison.Ordinal);
    }

    private async Task WriteAsync(string log, int records)
    {
        var store = Rings.Open(_storage, Rings.Small);
        var opening = await store.OpenAsync(log, Token);
        for (var i = 1; i <= records; i++)
        {
            await store.AppendAsync(opening.Epoch, TestRecord.Create(i, 100), Token);
        }
    }
}
