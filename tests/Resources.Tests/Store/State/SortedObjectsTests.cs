using OrleansScheduler.Resources.Store;
using OrleansScheduler.Resources.Store.State;

namespace OrleansScheduler.Resources.Tests.Store.State;

public class SortedObjectsTests
{
    private static readonly ObjectKey Start = new("", "");

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void SetAndRemove_ManyInRandomOrder_AgreeWithASortedDictionary(int seed)
    {
        var random = new Random(seed);
        var model = new SortedDictionary<ObjectKey, StoredObject>();
        var objects = SortedObjects.Empty;
        for (var step = 1; step <= 60_000; step++)
        {
            // Grows well past two levels of nodes, then shrinks to nothing.
            var key = new ObjectKey($"n{random.Next(3)}", $"o{random.Next(20_000)}");
            if (random.Next(30_000) > Math.Abs(step - 30_000) || step < 30_000)
            {
                model[key] = new StoredObject(key, step, default);
                objects = objects.Set(model[key]);
            }
            else
            {
                key = model.Count > 0 && random.Next(2) == 0 ? model.Keys.First() : key;
                model.Remove(key);
                objects = objects.Remove(key);
            }

            Assert.Equal(model.Count, objects.Count);
            Assert.Same(model.GetValueOrDefault(key), objects.Find(key));
        }

        AssertSame(model, objects);
        AssertSame(model, SortedObjects.FromOrdered(model.Values));
        foreach (var key in model.Keys.ToArray())
        {
            objects = objects.Remove(key);
        }

        Assert.Equal(0, objects.Count);
        Assert.Empty(objects.From(Start));
    }

    [Fact]
    public void Set_OnACollectionInUse_LeavesItAsItWas()
    {
        var before = SortedObjects.FromOrdered([.. Enumerable.Range(0, 40_000).Select(i => Stored($"o{i:00000}", 1))]);

        var after = before.Set(Stored("o20000", 2)).Set(Stored("o20000a", 2)).Remove(new ObjectKey("n", "o00000"));

        Assert.Equal(40_000, before.Count);
        Assert.All(before.From(Start), stored => Assert.Equal(1, stored.Revision));
        Assert.Equal(40_000, after.Count);
        Assert.Equal(20_000, after.Rank(new ObjectKey("n", "o20000a")));
    }

    private static void AssertSame(SortedDictionary<ObjectKey, StoredObject> model, SortedObjects objects)
    {
        Assert.Equal(model.Values, objects.From(Start));
        var rank = 0;
        foreach (var key in model.Keys)
        {
            Assert.Equal(rank++, objects.Rank(key));
        }

        var middle = new ObjectKey("n1", "o5");
        Assert.Equal(model.Values.Where(stored => stored.Key.CompareTo(middle) >= 0), objects.From(middle));
    }

    private static StoredObject Stored(string name, long revision) => new(new ObjectKey("n", name), revision, default);
}
