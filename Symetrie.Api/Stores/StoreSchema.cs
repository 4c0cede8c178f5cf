namespace Symetrie.Api.Stores;

/// <summary>What a store says of itself.</summary>
public static class StoreSchema
{
    /// <summary>The version that this program makes and works with.</summary>
    public static int Known { get; } = SqlText.Migrations("")[^1].Number;

    extension(Store store)
    {
        /// <summary>The version of the store's schema: the number of the last migration.</summary>
        public int Schema => int.Parse(store.Setting("schema") ?? "0");
    }
}
