window.dashboard = {
    setTheme(name) {
        document.cookie = `theme=${name}; path=/; max-age=31536000; samesite=lax`;
        document.documentElement.dataset.theme = name;
    },
};
