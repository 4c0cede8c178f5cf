namespace Symetrie.Api.Stores;

/// <summary>What a store says of itself.</summary>
public static class StoreSchema
{
    extension(Store store)
    {
        /// <summary>The version of the store's schema: the number of the last migration.</summary>
        public int Schema => int.Parse(store.Setting("schema") ?? "0");
    }
}
